/** Gives a value the next `$n` of a statement. */
export type Bind = (value: unknown) => string;

/** The parameters of one statement, numbered as they are bound. */
export function parametersOf(): Readonly<{ bind: Bind; values: readonly unknown[] }> {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}
