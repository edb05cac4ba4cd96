import {
  ArchiveFileFailure,
  ArchiveRefused,
  NoStoreAddress,
  SourceCut,
  StoreUnavailable,
  TransferNotExact,
  TransferRefused,
} from '#event-transfer';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';

type Failure = abstract new (...given: never[]) => Error;

const CODES: readonly (readonly [Failure, ExitCode])[] = [
  [NoStoreAddress, EXIT.wrongUsage],
  [ArchiveRefused, EXIT.refused],
  [TransferRefused, EXIT.refused],
  [StoreUnavailable, EXIT.unavailable],
  [SourceCut, EXIT.failed],
  [TransferNotExact, EXIT.failed],
];
/** Of a file: somebody else's is left as it is. */
const TAKEN = 'EEXIST';

/** What went wrong between a file and a store, with the exit code that belongs to it; anything else as it is. */
export function asExit(error: unknown): unknown {
  if (error instanceof ArchiveFileFailure)
    return new CannotGoOn(error.message, error.code === TAKEN ? EXIT.refused : EXIT.failed);
  const [, code] = CODES.find(([kind]) => error instanceof kind) ?? [];
  return error instanceof Error && code !== undefined ? new CannotGoOn(error.message, code) : error;
}
