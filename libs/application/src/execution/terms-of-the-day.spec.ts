import { Calendar, type PolicyTerms, SELF_SERVICE_2021_04 } from '#ledger-core';
import { InMemoryEventStore } from '#event-log';
import {
  add,
  order,
  promise,
  tallyKind,
  tallyStream,
  type TallyEvent,
} from '../../test/tally.stream';
import { processOn, storedEvents } from '../../test/tally.process';
import { type Decided } from './stream-kind';

const FROM_JULY: PolicyTerms = {
  ...SELF_SERVICE_2021_04,
  version: 'from-july',
  effectiveOn: Calendar.day('2021-07-01'),
};
const through = Calendar.day('2021-07-31');

/** A process that notes the version by which each command and each due day was decided. */
function notingProcess() {
  const noted: [on: string, version: string][] = [];
  const decideDueDay: typeof tallyKind.decideDueDay = (state, moment) => {
    noted.push([moment.on, moment.terms.version]);
    return tallyKind.decideDueDay(state, moment);
  };
  const process = processOn(new InMemoryEventStore(), { kind: { decideDueDay } });
  process.terms.published = [FROM_JULY];
  const asked = (id: string) =>
    order(id, {}, {}, (_, { on, terms }): Decided<TallyEvent> => {
      noted.push([on, terms.version]);
      return { outcome: 'rejected', rejection: { code: 'NoTestClock' } };
    });
  return { ...process, noted, asked };
}

describe('the terms of a decision', () => {
  test.each([
    ['the last day before', '2021-06-30T23:59:59.999Z', 'self-service-2021-04'],
    ['its first day', '2021-07-01T00:00:00.000Z', 'from-july'],
  ])(
    'of a command are those of its day: a version on %s it takes effect',
    async (_, at, version) => {
      const { executor, preview, clock, noted, asked } = notingProcess();
      clock.turnTo(at);
      await executor.execute(asked('a'));
      await preview(asked('b'));

      const on = at.slice(0, 10);
      expect(noted).toEqual([
        [on, version],
        [on, version],
      ]);
    },
  );

  test('of a due day are those of its own day, however late it is done', async () => {
    const { executor, preview, clock, noted, asked } = notingProcess();
    await executor.execute(promise('p', '2021-06-30'));
    await executor.execute(promise('q', '2021-07-01'));
    clock.turnTo('2021-07-20T00:00:00Z');
    await preview(asked('a'));
    await executor.catchUp(tallyStream, through);

    const due = [
      ['2021-06-30', 'self-service-2021-04'],
      ['2021-07-01', 'from-july'],
    ];
    expect(noted).toEqual([...due, ['2021-07-20', 'from-july'], ...due]);
  });
});

describe('while the terms cannot be read', () => {
  test('nobody decides: commands, previews and due work say so, and nothing is written', async () => {
    const { executor, preview, clock, log, terms } = notingProcess();
    await executor.execute(promise('p', '2021-06-20'));
    const written = (await storedEvents(log)).length;
    terms.parked = 'unknown event type PolicyTermsGifted';
    clock.turnTo('2021-06-20T00:00:00Z');
    const unavailable = {
      outcome: 'unavailable',
      reason:
        'The policy terms cannot be read until their stream is mended: unknown event type PolicyTermsGifted',
      retryAfterSeconds: 2,
    };

    expect(await executor.execute(add('a', 1))).toEqual(unavailable);
    expect(await preview(add('a', 1))).toEqual(unavailable);
    expect(await executor.catchUp(tallyStream, through)).toEqual(unavailable);
    expect(await storedEvents(log)).toHaveLength(written);
    terms.parked = undefined;
    expect(await executor.execute(add('a', 1))).toMatchObject({ answer: { kept: 1, total: 1 } });
  });

  test('what was carried out before is still answered', async () => {
    const { executor, terms } = notingProcess();
    await executor.execute(add('a', 1));
    terms.parked = 'broken';

    expect(await executor.execute(add('a', 1))).toMatchObject({ outcome: 'done', replayed: true });
  });
});
