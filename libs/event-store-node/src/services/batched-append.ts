import { status } from '@grpc/grpc-js';
import { type AppendTarget } from '../protocol/append-request';
import { type BatchAddress, type BatchRefusal } from '../protocol/batch-append-answer';
import { type RpcFailure } from '../protocol/rpc-failure';
import { type ProposedEvent } from '../storage/event-storage.port';

export const TIMED_OUT: BatchRefusal = { kind: 'timeout' };

/** One append of a batch call, from its first chunk to its answer. */
export class BatchedAppend {
  target: AppendTarget | undefined;
  events: ProposedEvent[] = [];
  bytes = 0;
  timer: NodeJS.Timeout | undefined;
  /** By the process's own clock; undefined before the last chunk. */
  submittedAt: number | undefined;
  private settled = false;

  constructor(
    readonly key: string,
    readonly address: BatchAddress,
  ) {}

  get answered(): boolean {
    return this.settled;
  }

  /** It keeps its place until its last chunk, which may never come, and its events no longer. */
  settle(): void {
    this.settled = true;
    this.events = [];
    clearTimeout(this.timer);
  }
}

/** How a batch call words what a unary call would have ended with. */
export function refusalOf(failure: RpcFailure): BatchRefusal {
  if (failure.cause !== undefined) return { kind: 'unknown' };
  if (failure.code === status.PERMISSION_DENIED) return { kind: 'accessDenied' };
  if (failure.trailers['exception'] === 'maximum-append-size-exceeded') return { kind: 'tooLarge' };
  return { kind: 'badRequest', message: failure.message };
}
