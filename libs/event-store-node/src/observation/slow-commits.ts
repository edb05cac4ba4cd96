import { type NodeLogger } from '../services/node-logger';
import { type NodeObserver } from './node-observer';

/** A healthy disk flushes a group in milliseconds. */
const SLOW_COMMIT_MS = 1_000;

/** The same observer; what took long goes to the log as well. */
export function noteSlowCommits(observer: NodeObserver, logger: NodeLogger): NodeObserver {
  return {
    ...observer,
    groupWritten: (group) => {
      if (group.milliseconds >= SLOW_COMMIT_MS)
        logger.warn({ ...group }, 'PostgreSQL took long to write.');
      observer.groupWritten(group);
    },
  };
}
