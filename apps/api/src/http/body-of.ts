import { type z } from 'zod';

type Frozen<Value> = Value extends readonly (infer Each)[]
  ? readonly Frozen<Each>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Frozen<Value[Name]> }
    : Value;

/** What the schema of an answer, or the class that carries it, describes. Presenters make it, and nothing changes it afterwards. */
export type BodyOf<Answer extends z.ZodType | Readonly<{ schema: z.ZodType }>> = Frozen<
  z.output<Answer extends Readonly<{ schema: infer Schema }> ? Schema : Answer>
>;
