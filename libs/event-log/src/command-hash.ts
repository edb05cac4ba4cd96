import { createHash } from 'node:crypto';
import { type Brand } from '#ledger-core';
import { canonicalJson } from './canonical-json';

/** 64 hexadecimal digits that tell two requests under one command id apart. */
export type CommandHash = Brand<string, 'CommandHash'>;

/** What the caller asked for: never the day, a price, a rate, usage, terms or who asked. */
export type CommandContent = Readonly<{ kind: string; target: string; request: unknown }>;

/** SHA-256 of the RFC 8785 JSON of the kind, the target and the caller's parsed fields. */
export function commandHash({ kind, target, request }: CommandContent): CommandHash {
  const text = canonicalJson({ kind, target, request });
  return createHash('sha256').update(text, 'utf8').digest('hex') as CommandHash;
}

/** A hash as text, read back. @throws RangeError when it is not 64 hexadecimal digits. */
export function parsedCommandHash(text: string): CommandHash {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new RangeError(`Not a command hash: ${text}`);
  return text as CommandHash;
}
