import { ADMIN, type As, AUDITOR } from '../support/ledger-system';

/** Who asks in the story. */
export const WHO = {
  admin: ADMIN,
  auditor: AUDITOR,
  alice: { principal: 'alice@contoso.example' },
} as const satisfies Readonly<Record<string, As>>;

/** A text that an earlier answer held, by the name it was remembered under. */
export type Told = (name: string) => string;

type Texts = Readonly<Record<string, string>>;

/**
 * One request of the story that the reference tells: its examples are these requests and what came back. The steps of an
 * operation, in the order in which they are played, are its examples.
 */
export type StoryStep = Readonly<{
  /** The operationId, such as `billingAccounts.open`. */
  operation: string;
  /** What the example shows, in a few words. */
  title: string;
  as: keyof typeof WHO;
  path?: (told: Told) => Texts;
  query?: (told: Told) => Texts;
  body?: (told: Told) => unknown;
  status: number;
  /** Name → where in the answer the text stands, such as `properties.reservationOrderId` or `value.0.name`. */
  remember?: Texts;
  /** Name → a header, such as `location`, of whose address the last part is what a later step asks for. */
  rememberFromAddress?: Texts;
}>;

/** A step as it was played. */
export type PlayedStep = Readonly<{
  step: StoryStep;
  method: string;
  /** Of the document, such as `/ledger/v1/billingAccounts/{account}`. */
  pattern: string;
  path: Texts;
  query: Texts;
  /** As it was sent: path and query. */
  url: string;
  body: unknown;
  status: number;
  contentType: string;
  answer: unknown;
}>;
