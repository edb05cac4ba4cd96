import { type LifeStep, type MakeAuditor } from '../life-step';
import { complaintOf } from './recorded-story';
import { STORIES } from './stories-to-audit';

/** A fault in a good life, in words, and what the auditor must say of it. */
export type PlantedFault = readonly [
  what: string,
  tell: () => readonly LifeStep[],
  complaint: RegExp,
];

/** An auditor has nothing to say of the good lives, and finds each planted fault. */
export function findsPlanted(make: MakeAuditor, faults: readonly PlantedFault[]): void {
  it.each(STORIES)('has nothing to say of a life %s', (_, tell) => {
    expect(complaintOf(make, tell())).toBe('');
  });
  it.each(faults)('finds %s', (_, tell, complaint) => {
    expect(complaintOf(make, tell())).toMatch(complaint);
  });
}
