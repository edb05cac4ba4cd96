import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One event as it stands in logs that were written long ago: it must be read for ever. */
export type EventSample = Readonly<{
  type: string;
  schema: number;
  data: Readonly<Record<string, unknown>>;
}>;

const FOLDER = join(__dirname, 'events');
const SAMPLE = z.strictObject({
  type: z.string(),
  schema: z.number(),
  data: z.record(z.string(), z.unknown()),
});

/**
 * Every golden sample by its file's name, such as 'ChargeMade.v1.json'. A type has one of that name,
 * and others, such as 'ChargeMade.card.v1.json', for forms that do not fit into one sample.
 */
export function eventSamples(): ReadonlyMap<string, EventSample> {
  const names = readdirSync(FOLDER).sort();
  return new Map(
    names.map((name) => [name, SAMPLE.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')))]),
  );
}
