import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES_BEYOND_THE_ENUMERATION } from '../../support/conformance/error-codes';
import { KNOWN_DIFFERENCES } from '../../support/conformance/known-differences';
import { DEVIATIONS, stale, unlisted } from './deviations';
import { deviationsPage } from './deviations-page';

const PAGE = join(__dirname, '../../../docs/azure-deviations.md');
const [first] = DEVIATIONS;

describe('the deviations from the recordings', () => {
  it('stand in docs/azure-deviations.md as in the list, each with its reason', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(
      deviationsPage({
        deviations: DEVIATIONS,
        differences: KNOWN_DIFFERENCES,
        codes: CODES_BEYOND_THE_ENUMERATION,
      }),
    );
  });

  it('are each listed once', () => {
    const named = DEVIATIONS.flatMap(({ operations, at, what }) =>
      operations.map((operation) => `${operation}: ${at} ${what}`),
    );
    expect(new Set(named).size).toBe(named.length);
  });

  it('have reasons that are sentences', () => {
    for (const { because } of DEVIATIONS) expect(because).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('are told when nobody gave a reason, and when a listed one does not occur', () => {
    const operation = first?.operations[0] ?? '';
    const difference = { at: first?.at ?? '', what: first?.what ?? '' };
    const strange = { at: 'body.poem', what: 'is ours alone' };
    expect(unlisted([{ operation, difference }])).toEqual([]);
    expect(unlisted([{ operation, difference: strange }])).toEqual([
      `${operation}: body.poem is ours alone`,
    ]);
    expect(stale([{ operation, difference }], new Set([operation]))).toEqual([]);
    expect(stale([], new Set([operation]))).toEqual([
      `${operation}: ${difference.at} ${difference.what}`,
    ]);
    expect(stale([], new Set())).toEqual([]);
  });
});
