import { type ApplicationRejection } from './application-rejection';

/** What a command comes to. A caller outside maps it once, in one table. */
export type Outcome<Answer> =
  | Done<Answer>
  | Rejected
  /** Others kept writing to the account: nothing was written, and the same command may be sent again. */
  | Readonly<{ outcome: 'busy'; retryAfterSeconds: number }>
  /** The account's history cannot be read: nobody decides on it until it is mended. */
  | Readonly<{ outcome: 'parked'; reason: string }>
  /** The log or a table gave no answer. What was written, if anything, is answered when the command is sent again. */
  | Readonly<{ outcome: 'unavailable'; reason: string; retryAfterSeconds: number }>;

/** Refused as a lawful request may be: nothing was written. */
export type Rejected = Readonly<{ outcome: 'rejected'; rejection: ApplicationRejection }>;

/** Carried out, now or before. */
export type Done<Answer> = Readonly<{
  outcome: 'done';
  answer: Answer;
  /** Everything the answer rests on stands at or below this place of the log; 0 when nothing of it is in the log. */
  position: bigint;
  /** The command had been carried out before: this is its first answer. */
  replayed: boolean;
}>;
