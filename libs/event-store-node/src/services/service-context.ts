import { type RpcFailure } from '../protocol/rpc-failure';
import { type EventStorage } from '../storage/event-storage.port';
import { type NodeLogger } from './node-logger';

/** Ends a call that would otherwise stay open for ever. */
export type OpenCall = Readonly<{ fail: (failure: RpcFailure) => void }>;

/** What the services of one node share. */
export type ServiceContext = Readonly<{
  storage: EventStorage;
  logger: NodeLogger;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
  openCalls: Set<OpenCall>;
}>;
