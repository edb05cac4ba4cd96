import { InMemoryEventLog, InMemoryEventStore } from '#event-log';
import { describeEventLog } from './event-log.contract';

let store: InMemoryEventStore;

beforeEach(() => {
  store = new InMemoryEventStore();
});

describeEventLog('memory', () => Promise.resolve(new InMemoryEventLog(store)));
