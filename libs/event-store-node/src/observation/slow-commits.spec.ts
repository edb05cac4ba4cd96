import { type GroupWritten, UNOBSERVED } from './node-observer';
import { noteSlowCommits } from './slow-commits';

const SILENCE = { debug: () => undefined, info: () => undefined, error: () => undefined };
const group = (milliseconds: number) => ({ appends: 2, events: 3, bytes: 400, milliseconds });

test.each([
  [999, 0],
  [1_000, 1],
  [1_001, 1],
])('a group that took %d ms is logged %d times, and always counted', (milliseconds, lines) => {
  const said: (readonly [object, string])[] = [];
  const heard: GroupWritten[] = [];
  const observer = noteSlowCommits(
    { ...UNOBSERVED, groupWritten: (written) => heard.push(written) },
    { ...SILENCE, warn: (...line) => said.push(line) },
  );
  observer.groupWritten(group(milliseconds));
  expect(heard).toEqual([group(milliseconds)]);
  expect(said).toHaveLength(lines);
  for (const [fields, message] of said)
    expect([fields, message]).toEqual([group(milliseconds), 'PostgreSQL took long to write.']);
});
