import { z } from 'zod';
import { neededText } from '../http/needed-text';

/** A word of a list, in whatever case it is written, answered as the list spells it. */
export function wordOf<const Word extends string>(words: readonly Word[]): z.ZodType<Word, string> {
  return neededText(`one of ${words.join(', ')}`)
    .transform((text, context) => {
      const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
      if (found !== undefined) return found;
      const message = `"${text.slice(0, 64)}" is none of ${words.join(', ')}`;
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    })
    .describe(`${words.length === 1 ? '' : 'One of '}${words.join(', ')}, in any case.`);
}

/** Azure's clients send null for what is left out. */
export function orNull<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodType<z.output<Schema> | undefined, z.input<Schema> | null | undefined> {
  return schema.nullish().transform((value) => value ?? undefined);
}
