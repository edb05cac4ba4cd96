import { z } from 'zod';
import { Calendar, type Day, type Instant } from '#ledger-core';
import { brandedText } from './branded-text';
import { type ChainLink, parsedChainLink } from './chain-link';
import { type CommandHash, parsedCommandHash } from './command-hash';
import { type CommandId, parsedCommandId } from './ids';

/** Who made the ledger do it. */
export type Actor =
  Readonly<{ kind: 'principal'; id: string }> | Readonly<{ kind: 'system'; task: string }>;

/** What stands beside every event. `index` and `size` are its place in its command's append. */
export type EventMetadata = Readonly<{
  commandId: CommandId;
  index: number;
  size: number;
  /** On event 0 and on no other. */
  commandHash?: CommandHash;
  actor: Actor;
  effectiveOn: Day;
  /** Business time; the store's `created` is machine time. */
  recordedAt: Instant;
  schema: number;
  chain: ChainLink;
  $correlationId: string;
  $causationId: string;
}>;

/** What `chain` is computed over. */
export type UnchainedMetadata = Omit<EventMetadata, 'chain'>;

export type ParsedMetadata =
  | Readonly<{ outcome: 'parsed'; metadata: EventMetadata }>
  | Readonly<{ outcome: 'unreadable'; why: string }>;

const NAME_LENGTH_MAX = 512;
const name = z.string().min(1).max(NAME_LENGTH_MAX);
const count = z.number().int().nonnegative();

const METADATA = z
  .strictObject({
    commandId: brandedText(parsedCommandId, 'a command id'),
    index: count,
    size: count.min(1),
    commandHash: brandedText(parsedCommandHash, 'a command hash').exactOptional(),
    actor: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('principal'), id: name }),
      z.strictObject({ kind: z.literal('system'), task: name }),
    ]),
    effectiveOn: brandedText(Calendar.day, 'a day of the calendar'),
    recordedAt: brandedText(Calendar.instant, 'an instant as the ledger writes it'),
    schema: count.min(1),
    chain: brandedText(parsedChainLink, 'a link of a chain'),
    $correlationId: name,
    $causationId: name,
  })
  .refine(({ index, size }) => index < size, 'index is not below size')
  .refine(
    ({ index, commandHash }) => (index === 0) === (commandHash !== undefined),
    'commandHash stands on event 0 and on no other',
  );

/** Reads an event's metadata strictly: a field too many is as unreadable as one too few. */
export function parseMetadata(json: unknown): ParsedMetadata {
  const parsed = METADATA.safeParse(json);
  if (parsed.success) return { outcome: 'parsed', metadata: parsed.data };
  return { outcome: 'unreadable', why: `metadata: ${z.prettifyError(parsed.error)}` };
}
