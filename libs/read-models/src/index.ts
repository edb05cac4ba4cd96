export { readModelOptions } from './schema/data-source';
export {
  assertSchemaCurrent,
  migrate,
  openReadModels,
  SchemaTooNew,
  SchemaTooOld,
} from './schema/migrate';
export { type Reader } from './schema/rows';
