import { z } from 'zod';
import { moneyAnswer } from '../presentation/money-text';

// What the API answers, as far as it is shown to people; docs/openapi.json has the whole.

const stepAnswer = z.object({
  name: z.string(),
  operation: z.string(),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  result: z.string(),
  currency: z.string(),
});
export type StepAnswer = Readonly<z.infer<typeof stepAnswer>>;

const explanationAnswer = z.object({
  rules: z.array(z.string()),
  termsVersion: z.string().optional(),
  steps: z.array(stepAnswer),
});
export type ExplanationAnswer = Readonly<z.infer<typeof explanationAnswer>>;

const lineAnswer = z.object({
  kind: z.string(),
  description: z.string(),
  amount: moneyAnswer,
  explanation: explanationAnswer,
});

export const documentAnswer = z.object({
  number: z.string(),
  kind: z.enum(['Invoice', 'CreditNote']),
  status: z.string(),
  revision: z.number(),
  issuedOn: z.string(),
  dueOn: z.string().optional(),
  currency: z.string(),
  lines: z.array(lineAnswer),
  total: moneyAnswer,
  paid: moneyAnswer,
  credited: moneyAnswer,
  amountDue: moneyAnswer,
  replaces: z.array(z.string()),
  replacedBy: z.string().optional(),
  creditFor: z.string().optional(),
  revisions: z.array(z.object({ revision: z.number(), on: z.string(), why: z.string() })),
});
export type DocumentAnswer = Readonly<z.infer<typeof documentAnswer>>;
