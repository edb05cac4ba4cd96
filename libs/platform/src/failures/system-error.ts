/** The code of a system error such as ENOENT. Not by `instanceof`: errors of another realm are errors too. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What an error says of itself, for a message to a person. */
export function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null || !('message' in error))
    return 'no reason given';
  return typeof error.message === 'string' ? error.message : 'no reason given';
}
