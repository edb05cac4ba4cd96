import { type RuleId } from '#ledger-core';
import { type ApplicationRejection, type ApplicationRejectionCode } from '#application';

export type RejectionOf<Code extends ApplicationRejectionCode> = Extract<
  ApplicationRejection,
  Readonly<{ code: Code }>
>;

/** How one kind of rejection is answered. */
export type RejectionRow<Code extends ApplicationRejectionCode> = Readonly<{
  status: 400 | 403 | 404 | 409 | 413 | 503;
  /** Of a problem, where callers know the refusal by another code than the rejection's own. */
  code?: string;
  /** A code of Azure's ErrorResponseCode. */
  azureCode: string;
  rule?: RuleId;
  /** The field of the request to change, as it is written on the wire. */
  field?: (rejection: RejectionOf<Code>) => string;
  /** What is wrong, by how much, and what would be accepted. */
  says: (rejection: RejectionOf<Code>) => string;
}>;

export type RejectionRows<Codes extends ApplicationRejectionCode = ApplicationRejectionCode> = {
  readonly [Code in Codes]: RejectionRow<Code>;
};
