import { type Decision, type Rejection } from '#ledger-core';
import { rejectionOf } from './account-story';

/** A story that is refused for each code of a group, with all that the refusal says. A new code stops the build where it has none. */
export type RejectionCases<Group extends Rejection> = Readonly<{
  [Code in Group['code']]: () => readonly [
    refused: Decision,
    says: Extract<Group, Readonly<{ code: Code }>>,
  ];
}>;

/** One test for each code: what is said is exactly what is written, no field more or less. */
export function saysAll(
  cases: Readonly<Record<string, () => readonly [refused: Decision, says: Rejection]>>,
): void {
  it.each(Object.entries(cases))('%s', (_, tell) => {
    const [refused, says] = tell();
    expect(rejectionOf(refused)).toEqual(says);
  });
}
