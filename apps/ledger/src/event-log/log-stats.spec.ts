import {
  billingAccountStream,
  type EncodedEvent,
  InMemoryEventLog,
  recordedEventId,
} from '#event-log';
import { MachineClock } from '#platform';
import { readLog } from './log-stats';

const SECOND_MS = 1_000;
const EVENTS = 2_500;

/** Each look at it is a second later. */
class SteppingClock extends MachineClock {
  private at = 0;
  override now(): Date {
    this.at += SECOND_MS;
    return new Date(this.at);
  }
}

const event = { type: 'OwnerAdded', data: {}, metadata: {}, bytes: 1 };

function numbered(number: number): EncodedEvent {
  const id = recordedEventId(`11111111-1111-4111-8111-${String(number).padStart(12, '0')}`);
  return { ...event, id } as unknown as EncodedEvent;
}

describe('reading a log to count it', () => {
  it('says how far it is, and ends where the log ended when it began', async () => {
    const log = new InMemoryEventLog();
    const stream = billingAccountStream('contoso');
    const events = Array.from({ length: EVENTS }, (_, number) => numbered(number));
    await log.append(stream, events, 'empty');
    const said: string[] = [];
    const say = (text: string) => {
      said.push(text);
      void log.append(stream, [numbered(EVENTS)], BigInt(EVENTS - 1));
    };
    const { tally, seconds } = await readLog(log, { clock: new SteppingClock(), say });
    expect([tally.all.events, tally.biggest.get(stream)]).toEqual([EVENTS, BigInt(EVENTS)]);
    expect(said).toEqual([expect.stringMatching(/^2000 events read, \d+ a second, up to 1970-/)]);
    expect(seconds).toBeGreaterThan(0);
  });

  it('ends at once where there is nothing', async () => {
    const { tally, seconds } = await readLog(new InMemoryEventLog(), {
      clock: new SteppingClock(),
      say: () => undefined,
    });
    expect([tally.all.events, seconds]).toEqual([0, 0]);
  });
});
