/** Closes a switch over a union: a new member stops the build here, not a customer's refund. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}
