import { errorCode, messageOf } from './system-error';

/** SQLSTATE classes and system codes of a database that cannot be reached at the moment. */
const OUT_OF_REACH = /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** What the drivers say, without a code, of a connection that was lost under a statement or cannot be had. */
const CONNECTION_LOST = [
  'Connection terminated',
  'Client has encountered a connection error',
  'timeout exceeded when trying to connect',
  'Database connection provided by a query runner was already released',
  'Query runner already released',
];

/** Whether something was thrown because the database cannot be reached at the moment. */
export function isOutOfReach(error: unknown): boolean {
  if (OUT_OF_REACH.test(errorCode(error) ?? '')) return true;
  const message = messageOf(error);
  return CONNECTION_LOST.some((words) => message.startsWith(words));
}
