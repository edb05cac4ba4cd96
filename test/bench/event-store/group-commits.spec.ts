import { setImmediate as turn } from 'node:timers/promises';
import { GroupCommits } from '../../../bench/event-store/postgres/group-commits';

const placesOf = (count: number) =>
  Array.from({ length: count }, (_, revision) => ({
    position: revision,
    streamNumber: 1,
    revision,
  }));

/** Commits before a database that answers a group when it is told to. */
function commitsBeforeSlowDatabase() {
  const groups: number[] = [];
  const answers: (() => void)[] = [];
  const commits = new GroupCommits((places) => {
    groups.push(places.length);
    return new Promise<void>((resolve) => answers.push(resolve));
  });
  return { commits, groups, answers };
}

test('what arrives while a group is written is the next group', async () => {
  const { commits, groups, answers } = commitsBeforeSlowDatabase();
  const first = [commits.append(placesOf(1)), commits.append(placesOf(1))];
  await turn();
  const second = [commits.append(placesOf(1)), commits.append(placesOf(2))];
  answers[0]?.();
  await Promise.all(first);
  answers[1]?.();
  await Promise.all(second);
  expect(groups).toEqual([2, 3]);
});

test('a group ends with the append that fills it to 2,000 events', async () => {
  const { commits, groups, answers } = commitsBeforeSlowDatabase();
  const all = [1_500, 500, 500].map((count) => commits.append(placesOf(count)));
  await turn();
  answers[0]?.();
  await Promise.all(all.slice(0, 2));
  answers[1]?.();
  await Promise.all(all);
  expect(groups).toEqual([2_000, 500]);
});
