import { createHash } from 'node:crypto';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { canonicalJson } from '#event-log';
import { type KeyedRequest } from '#read-models';
import { type HttpRequest, pathOf } from '../request-and-reply';
import { badInput } from '../errors/refusal';

/** A price list may have hundreds of millions of characters: others have their turn in between. */
const CHARACTERS_IN_A_TURN = 1_000_000;
/** Down to the rows of a price list a body is written piece by piece. */
const LEVELS_IN_PIECES = 2;

/**
 * What a key names: the verb, the path without its query, and the value of the body, however it was written.
 * @throws Refusal 400 for a body that cannot be told from another.
 */
export async function keyedRequestOf(request: HttpRequest): Promise<KeyedRequest> {
  const { method, url, body } = request;
  return { method, path: pathOf(url), bodyHash: await hashOf(body) };
}

async function hashOf(body: unknown): Promise<string> {
  const hash = createHash('sha256');
  let characters = 0;
  for (const piece of piecesOf(body)) {
    hash.update(piece);
    characters += piece.length;
    if (characters < CHARACTERS_IN_A_TURN) continue;
    characters = 0;
    await turnOfOthers();
  }
  return hash.digest('hex');
}

function piecesOf(body: unknown): Iterable<string> {
  return body === undefined ? [] : canonicalPieces(body, LEVELS_IN_PIECES);
}

/** The text of `canonicalJson`, in pieces. */
function* canonicalPieces(value: unknown, levels: number): Generator<string> {
  if (levels === 0 || typeof value !== 'object' || value === null) yield canonical(value);
  else if (Array.isArray(value)) yield* piecesOfList(value, levels - 1);
  else yield* piecesOfObject(value, levels - 1);
}

function* piecesOfList(list: readonly unknown[], levels: number): Generator<string> {
  yield '[';
  for (const [index, item] of list.entries()) {
    if (index > 0) yield ',';
    yield* canonicalPieces(item, levels);
  }
  yield ']';
}

function* piecesOfObject(value: object, levels: number): Generator<string> {
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  yield '{';
  for (const [index, [name, member]] of members.entries()) {
    yield `${index > 0 ? ',' : ''}${canonical(name)}:`;
    yield* canonicalPieces(member, levels);
  }
  yield '}';
}

/** The parser takes 1e999, and lists a thousand deep: RFC 8785 has no text for the one, the stack no room for the other. */
function canonical(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    throw badInput(
      'The body has a number beyond the range of a double, or is nested too deeply to be compared with another; a request with an Idempotency-Key has neither.',
    );
  }
}
