import { type Admission } from '../access/login';
import { type RpcFailure } from '../protocol/rpc-failure';
import { type EventStorage } from '../storage/event-storage.port';
import { type NodeObserver, type OpenSubscription } from '../observation/node-observer';
import { type NodeLogger } from './node-logger';

/** Ends a call that would otherwise stay open for ever. */
export type OpenCall = Readonly<{ fail: (failure: RpcFailure) => void }>;

/** `stopping` takes no more appends and answers those it has; `lost` can no longer write. */
export type NodePhase = 'serving' | 'stopping' | 'lost';

/** What the services of one node share. */
export type ServiceContext = Readonly<{
  storage: EventStorage;
  logger: NodeLogger;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
  phase: () => NodePhase;
  admits: Admission;
  openCalls: Set<OpenCall>;
  observer: NodeObserver;
  subscriptions: Set<OpenSubscription>;
}>;
