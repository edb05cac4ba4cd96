export {
  ArchiveFileFailure,
  type ArchiveMaking,
  ArchiveRefused,
  archiveSource,
  type ArchiveSummary,
  checkedArchiveFile,
  createArchive,
  ensureFree,
} from './archive';
export { type ChainBreak, type ChainsChecked } from './chain-check';
export { type LogSummary } from './log-digest';
export { type EventStore, openStore } from './open-store';
export { isSameAddress, NoStoreAddress } from './store-address';
export {
  transfer,
  type TransferPhase,
  type TransferProgress,
  type TransferReport,
  type TransferWatch,
} from './transfer';
export {
  SourceCut,
  StoreUnavailable,
  TransferNotExact,
  TransferRefused,
} from './transfer-failures';
export {
  type EventPages,
  type EventSource,
  type EventTarget,
  type TransferredEvent,
} from './transferred-event';
