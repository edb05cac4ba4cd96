import { type z } from 'zod';

type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Frozen<Value[Name]> }
    : Value;

/** What the schema of an answer describes. Presenters make it, and nothing changes it afterwards. */
export type Answered<Schema extends z.ZodType> = Frozen<z.output<Schema>>;
