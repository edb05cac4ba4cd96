import { describeAppending } from './event-log-appending.contract';
import { describeReading } from './event-log-reading.contract';
import { type OpenEventLog } from './event-log.samples';
import { describeSubscribing } from './event-log-subscribing.contract';

/** What every event log owes the ledger. `name` says on which store it ran. */
export function describeEventLog(name: string, open: OpenEventLog): void {
  describe(`event log on ${name}`, () => {
    describeAppending(open);
    describeReading(open);
    describeSubscribing(open);
  });
}
