import { setImmediate as turn } from 'node:timers/promises';
import { AppendQueue } from './append-queue';
import { NotDecided, OutOfTurn } from './group-writer';
import {
  type AppendOutcome,
  type AppendRequest,
  StorageClosed,
  StorageLost,
  StorageRefused,
} from './event-storage.port';

const APPENDED: AppendOutcome = { kind: 'appended', revision: 0n, position: 64n };
const append = (stream: string, bytes = 1): AppendRequest => ({
  stream,
  expected: { kind: 'any' },
  events: [
    { id: '', type: 'T', isJson: true, data: Buffer.alloc(bytes), metadata: Buffer.alloc(0) },
  ],
});

/** A queue before a database that answers a group when it is told to. */
function queueBeforeSlowDatabase() {
  const groups: string[][] = [];
  const answers: { commit: () => void; fail: (error: Error) => void }[] = [];
  const lost: StorageLost[] = [];
  const queue = new AppendQueue({
    write: (appends) =>
      new Promise((resolve, reject) => {
        groups.push(appends.map(({ stream }) => stream));
        const commit = () => {
          resolve({ outcomes: appends.map(() => APPENDED), events: [] });
        };
        answers.push({ commit, fail: reject });
      }),
    committed: () => undefined,
    lost: (error) => lost.push(error),
  });
  return { queue, groups, answers, lost };
}

test('what arrives while a group is written is the next group', async () => {
  const { queue, groups, answers } = queueBeforeSlowDatabase();
  const first = [queue.append(append('a')), queue.append(append('b'))];
  await turn();
  const second = [queue.append(append('c')), queue.append(append('d'))];
  answers[0]?.commit();
  await Promise.all(first);
  await turn();
  answers[1]?.commit();
  expect(await Promise.all(second)).toEqual([APPENDED, APPENDED]);
  expect(groups).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('a group holds at most 8 MiB, but always one append', async () => {
  const { queue, groups, answers } = queueBeforeSlowDatabase();
  const done = [5, 5, 9, 1].map((megabytes, n) =>
    queue.append(append(`s${n}`, megabytes * 1024 * 1024)),
  );
  for (let n = 0; n < 4; n += 1) {
    await turn();
    answers[n]?.commit();
    await turn();
  }
  await Promise.all(done);
  expect(groups).toEqual([['s0'], ['s1'], ['s2'], ['s3']]);
});

test('when the session is lost what is under way is not acknowledged, and nothing waits for ever', async () => {
  const { queue, answers } = queueBeforeSlowDatabase();
  const underWay = queue.append(append('a'));
  await turn();
  const waiting = queue.append(append('b'));
  queue.fail(new StorageLost('gone'));
  await expect(waiting).rejects.toThrow(StorageLost);
  answers[0]?.commit();
  await expect(underWay).rejects.toThrow(StorageLost);
  await expect(queue.append(append('c'))).rejects.toThrow(StorageLost);
});

test('a failure that is not the answer of the database leaves the outcome unknown: the session is lost', async () => {
  const { queue, answers, lost } = queueBeforeSlowDatabase();
  const underWay = queue.append(append('a'));
  await turn();
  answers[0]?.fail(new Error('Connection terminated unexpectedly'));
  await expect(underWay).rejects.toThrow(StorageLost);
  expect(lost).toHaveLength(1);
});

test('draining writes what waits and takes no more', async () => {
  const { queue, answers } = queueBeforeSlowDatabase();
  const underWay = queue.append(append('a'));
  const drained = queue.drain();
  await expect(queue.append(append('b'))).rejects.toThrow(StorageClosed);
  await turn();
  answers[0]?.commit();
  await drained;
  expect(await underWay).toEqual(APPENDED);
});

test('more than 128 MiB do not wait', async () => {
  const { queue } = queueBeforeSlowDatabase();
  const outcomes = Array.from({ length: 131 }, (_, n) =>
    queue.append(append(`s${n}`, 1024 * 1024)),
  );
  const refused = outcomes.slice(129);
  for (const outcome of refused) await expect(outcome).rejects.toThrow(StorageRefused);
  queue.fail(new StorageLost('over'));
  expect(
    (await Promise.allSettled(outcomes.slice(0, 129))).every(({ status }) => status === 'rejected'),
  ).toBe(true);
});

test('a group that could not be decided costs itself and nothing else', async () => {
  const { queue, answers, lost } = queueBeforeSlowDatabase();
  const failed = queue.append(append('a'));
  await turn();
  answers[0]?.fail(new NotDecided('a defect'));
  await expect(failed).rejects.toBeInstanceOf(StorageRefused);
  const next = queue.append(append('b'));
  await turn();
  answers[1]?.commit();
  expect(await next).toEqual(APPENDED);
  expect(lost).toEqual([]);
});

test('a group that counted upon one that failed is sent again, alone', async () => {
  const { queue, groups, answers } = queueBeforeSlowDatabase();
  const quick = queue.append(append('quick'));
  await turn();
  answers[0]?.commit();
  await quick;
  const first = queue.append(append('a'));
  await turn();
  const second = queue.append(append('b'));
  await turn();
  const third = queue.append(append('c'));
  const refused = first.catch((error: unknown) => error);
  answers[1]?.fail(new NotDecided('a defect'));
  answers[2]?.fail(new OutOfTurn());
  expect(await refused).toBeInstanceOf(StorageRefused);
  await turn();
  expect(groups).toEqual([['quick'], ['a'], ['b'], ['b']]);
  answers[3]?.commit();
  expect(await second).toEqual(APPENDED);
  await turn();
  expect(groups[4]).toEqual(['c']);
  answers[4]?.commit();
  expect(await third).toEqual(APPENDED);
});

test('a group that is out of turn with nothing before it means that somebody else writes', async () => {
  const { queue, answers, lost } = queueBeforeSlowDatabase();
  const failed = queue.append(append('a'));
  await turn();
  answers[0]?.fail(new OutOfTurn());
  await turn();
  answers[1]?.fail(new OutOfTurn());
  await expect(failed).rejects.toBeInstanceOf(StorageLost);
  expect(lost).toHaveLength(1);
});
