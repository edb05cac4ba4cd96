import { type Provider } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { type EventLog } from '#event-log';
import {
  type ApiConfiguration,
  type Logger,
  type TlsMaterial,
  type TokenVerifier,
} from '#platform';
import { type ProjectionWaiter } from '#read-models';

/** All that the HTTP edge stands on, opened and closed by whoever starts it. */
export type ApiParts = Readonly<{
  tables: DataSource;
  log: EventLog;
  waiter: ProjectionWaiter;
  verifier: TokenVerifier;
  tls: Pick<TlsMaterial, 'certificate' | 'key'>;
  publicUrl: string;
  unauthenticated: ApiConfiguration['unauthenticated'];
  logger: Logger;
  /** The handlers of every command, and the business clock. */
  application: readonly Provider[];
}>;
