import { type Brand } from '#ledger-core';

/** 64 hexadecimal digits: the hash of an event and of all before it in its stream. */
export type ChainLink = Brand<string, 'ChainLink'>;

/** A link as text, read back. @throws RangeError when it is not 64 hexadecimal digits. */
export function parsedChainLink(text: string): ChainLink {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new RangeError(`Not a link of a chain: ${text}`);
  return text as ChainLink;
}
