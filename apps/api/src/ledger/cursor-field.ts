import { z } from 'zod';

type CursorField<Place> = z.ZodExactOptional<
  z.ZodPipe<z.ZodString, z.ZodTransform<Awaited<Place>, string>>
>;

/** The `nextCursor` of the page before, read as the place it names. A made-up one is refused, never an empty page. */
export function cursorField<Place extends string | number>(
  placeOf: (text: string) => Place | undefined,
): CursorField<Place> {
  return z
    .string()
    .transform((text, context) => {
      const place = placeOf(text);
      if (place !== undefined) return place;
      const message = 'is not a nextCursor of this list';
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    })
    .exactOptional()
    .describe('The nextCursor of the page before.');
}
