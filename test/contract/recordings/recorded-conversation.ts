import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { recordingsDirectory } from '../../support/conformance/specification';
import { type Words, wordsIn } from './shape';

export type Interaction = Readonly<{
  request: Readonly<{ method: string; path: string; body: unknown }>;
  response: Readonly<{
    status: number;
    headers: Readonly<Record<string, string>>;
    body: unknown;
  }>;
}>;

const AZURE = 'https://management.azure.com';
/** Stands in a recording for the elements of a list that were left out of it. */
const LEFT_OUT = /^\.\.\. \d+ more left out$/;

const interactions = z.object({
  interactions: z.array(
    z.object({
      request: z.object({ method: z.string(), path: z.string(), body: z.unknown() }),
      response: z.object({
        status: z.number(),
        headers: z.record(z.string(), z.string()),
        body: z.unknown(),
      }),
    }),
  ),
});
/** One recording holds the one answer of a GET alone. */
const single = z.object({ request: z.string(), response: z.unknown() });

function withoutLeftOut(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .filter((each) => typeof each !== 'string' || !LEFT_OUT.test(each))
      .map(withoutLeftOut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutLeftOut(member)]),
  );
}

const HAVE_RECORDINGS = recordingsDirectory() !== undefined;

/** A suite that needs the recordings of the real service; where they do not lie beside this project its name says so. */
export function describeRecorded(name: string, suite: () => void): void {
  if (HAVE_RECORDINGS) describe(name, suite);
  else
    describe(`${name}: not compared`, () => {
      it('since the recordings are not beside this project', () => {
        expect(HAVE_RECORDINGS).toBe(false);
      });
    });
}

/** A conversation that the real service had, as it was recorded. */
export function recordedConversation(file: string): readonly Interaction[] {
  const parsed: unknown = JSON.parse(
    readFileSync(join(recordingsDirectory() ?? '', `${file}.json`), 'utf8'),
  );
  const text = withoutLeftOut(parsed);
  const alone = single.safeParse(text);
  if (!alone.success) return interactions.parse(text).interactions;
  const { request, response: body } = alone.data;
  return [
    {
      request: { method: 'GET', path: request.replace(AZURE, ''), body: null },
      response: { status: 200, headers: { 'content-type': 'application/json' }, body },
    },
  ];
}

/** The words of enumerations that the real service used in any of the recordings. */
export function recordedWords(): Words {
  const files = readdirSync(recordingsDirectory() ?? '.').filter((file) =>
    /^cli\..*\.json$/.test(file),
  );
  const conversations = files.flatMap((file) => recordedConversation(file.replace(/\.json$/, '')));
  return wordsIn(conversations.map(({ response }) => response.body));
}
