import { z } from 'zod';
import { isGuid } from '#ledger-core';
import { neededText } from '../http/input/needed-text';
import { textField } from '../http/input/text-field';

const TEXT_LENGTH_MAX = 256;

/** A name or another short text. */
export const shortText = textField(TEXT_LENGTH_MAX).min(1);

/** A GUID in any case, read in lower case; `accepted` says whose. */
export function guidText(accepted: string): z.ZodPipe<z.ZodString, z.ZodTransform<string, string>> {
  return neededText(accepted)
    .refine(isGuid, `must be ${accepted}`)
    .transform((text) => text.toLowerCase());
}

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
