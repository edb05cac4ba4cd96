import fc from 'fast-check';
import { withPlaces } from './auditors/whole-cents';

/** One of the values, the more often the higher its weight. */
export function among<Value extends string | number | boolean>(
  ...weighted: readonly (readonly [number, Value])[]
): fc.Arbitrary<Value> {
  return fc.oneof(
    ...weighted.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })),
  );
}

/** True so many times in a hundred. */
export function percent(times: number): fc.Arbitrary<boolean> {
  return among([times, true], [100 - times, false]);
}

/** The numbers of a range with so many decimal places, as decimal text. */
export function decimals(min: number, max: number, places = 2): fc.Arbitrary<string> {
  return fc.integer({ min, max }).map((units) => withPlaces(BigInt(units), places));
}
