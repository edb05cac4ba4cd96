import { ANY, NO_STREAM } from '@eventstore/db-client';
import { type Fate, Journal } from './journal';
import { LogAudit } from './log-audit';
import { contentOf, type SentAppend, type ShownEvent } from './sent-appends';
import { Faults, type Sentence, SENTENCES } from './sentences';

const [THERE, WHOLE, REPEATED, ORDERED, STANDS] = SENTENCES;
const ID = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const TWO: SentAppend = { stream: 'a', expectedRevision: NO_STREAM, ids: [ID(1), ID(2)] };
const ONE: SentAppend = { stream: 'b', expectedRevision: ANY, ids: [ID(3)] };

const shown = (n: number, stream: string, revision: number, position: number): ShownEvent => ({
  ...contentOf(ID(n)),
  ...{ id: ID(n), stream, revision: BigInt(revision), position: BigInt(position) },
});
/** Both appends as they were written. */
const LOG = [shown(1, 'a', 0, 64), shown(2, 'a', 1, 200), shown(3, 'b', 0, 300)];

/** A journal in which both were acknowledged, and what the audit of a log finds. */
function world() {
  const faults = new Faults();
  const journal = new Journal(faults);
  const [two, one] = [journal.open(TWO), journal.open(ONE)];
  const acknowledge = (fate: Fate, revision: number, position: number) => {
    const place = { revision: BigInt(revision), position: BigInt(position) };
    journal.answered(fate, { kind: 'acknowledged', ...place }, 1);
  };
  acknowledge(two, 1, 200);
  acknowledge(one, 0, 300);
  const audited = (log: readonly ShownEvent[]) => {
    const audit = new LogAudit(journal);
    for (const event of log) audit.take(event);
    audit.check(journal.acknowledged.length);
    audit.checkShown();
    return SENTENCES.filter((sentence) => faults.of(sentence).length > 0);
  };
  return { journal, faults, two, one, acknowledge, audited };
}

test('a log that holds what was acknowledged, as it was acknowledged, is without a fault', () => {
  expect(world().audited(LOG)).toEqual([]);
});

const [first = shown(1, 'a', 0, 64), second = first, third = first] = LOG;
test.each<[string, readonly ShownEvent[], readonly Sentence[]]>([
  ['an acknowledged append is gone', [first, second], [THERE]],
  ['an acknowledged append is elsewhere', [first, second, shown(3, 'b', 0, 301)], [THERE]],
  ['an append is there twice', [...LOG, shown(3, 'b', 1, 400)], [THERE]],
  ['the bytes of an event are others', [first, { ...second, data: 'x' }, third], [THERE]],
  ['the metadata of an event are others', [first, { ...second, metadata: '{}' }, third], [THERE]],
  ['an append is cut', [first, shown(3, 'b', 0, 300)], [THERE, WHOLE]],
  ['an append lacks its beginning', [shown(2, 'a', 0, 200), third], [THERE, WHOLE]],
  ['an append is cut at the end of the log', [first], [THERE, WHOLE]],
  ['an event is there that nobody sent', [...LOG, shown(9, 'b', 1, 400)], [WHOLE]],
  ['an event is in another stream', [first, second, shown(3, 'c', 0, 300)], [THERE, WHOLE]],
  ['revisions have a hole', [first, second, shown(3, 'b', 1, 300)], [THERE, ORDERED]],
  ['positions go back', [third, first, second], [ORDERED]],
])('it is told when %s', (_what, log, sentences) => {
  expect(world().audited(log)).toEqual(sentences);
});

test('it is told when an append that was refused is there', () => {
  const { journal, audited } = world();
  const refused = journal.open({ ...ONE, ids: [ID(4)] });
  journal.answered(refused, { kind: 'refused' }, 1);
  expect(audited([...LOG, shown(4, 'b', 1, 400)])).toEqual([WHOLE]);
});

test('it is told when somebody was shown what is not there', () => {
  const { journal, audited } = world();
  const unanswered = { ...ONE, ids: [ID(5)] };
  journal.answered(journal.open(unanswered), { kind: 'unanswered', why: 'killed' }, 1);
  journal.show(shown(5, 'b', 1, 400), 'a subscriber');
  expect(audited(LOG)).toEqual([STANDS]);
});

test('it is told when another event stands where one was shown', () => {
  const { journal, audited } = world();
  journal.open({ ...ONE, ids: [ID(6)] });
  journal.open({ ...ONE, ids: [ID(7)] });
  journal.show(shown(6, 'b', 1, 400), 'a subscriber');
  expect(audited([...LOG, shown(7, 'b', 1, 400)])).toEqual([STANDS]);
});

test('an append that was never answered may be there, whole, or not', () => {
  const { journal, audited } = world();
  journal.open({ ...ONE, ids: [ID(8)] });
  expect(audited([...LOG, shown(8, 'b', 1, 400)])).toEqual([]);
});

describe('the journal tells when an append that is sent again', () => {
  it.each([
    [
      'is answered with another revision',
      (w: ReturnType<typeof world>) => {
        w.acknowledge(w.one, 1, 300);
      },
    ],
    [
      'is answered with another position',
      (w: ReturnType<typeof world>) => {
        w.acknowledge(w.one, 0, 301);
      },
    ],
    [
      'is refused',
      (w: ReturnType<typeof world>) => {
        w.journal.answered(w.one, { kind: 'refused' }, 1);
      },
    ],
  ])('%s', (_what, again) => {
    const it = world();
    again(it);
    expect(it.faults.of(REPEATED)).toHaveLength(1);
  });

  it('could not be where it says that it is', () => {
    const { journal, faults, acknowledge } = world();
    acknowledge(journal.open({ ...TWO, stream: 'c' }), 5, 900);
    expect(faults.of(REPEATED)).toHaveLength(1);
  });
});
