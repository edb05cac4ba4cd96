export { ArchiveFileFailure } from './archive-file-failure';
export { type ArchiveFooter, type ArchiveHeader } from './archive-lines';
export { type ArchiveSummary } from './archive-reader';
export { ArchiveRefused } from './archive-refused';
export { type ArchiveContents } from './archive-writer';
export { type ArchiveMaking, createArchive, ensureFree } from './create-archive';
export { archiveSource, type ArchiveWatch, checkedArchiveFile } from './open-archive';
