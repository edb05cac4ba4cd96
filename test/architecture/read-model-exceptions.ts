/** Event types that no read model copies, each with the reason. */
export const readModelExceptions: Readonly<Record<string, string>> = {};
