import { z } from 'zod';
import { accepted } from './shapes';

type Shaped = Readonly<{ type: string; data: object }>;

/** How one type of event stands in the log. A later form of it gets a new number and a reading of the old ones. */
export type Codec<Event> = Readonly<{ schema: 1; event: z.ZodType<Event> }>;

/** A codec of schema 1, from the parser of what its event says. */
export function codec<Event extends Shaped>(
  type: Event['type'],
  data: z.ZodType<Event['data']>,
): Codec<Event> {
  return { schema: 1, event: accepted<Event>(z.strictObject({ type: z.literal(type), data })) };
}
