import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { messageOf } from '#platform';
import { CannotGoOn } from '../exit-codes';

/** A card by the token that its processor gave it. */
export interface CardGiven {
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
}

/** A payment in advance, its amount in the currency of the account. */
export interface TermGiven {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly amount: string;
}

/** What the options of `ledger account open` say of the account. */
export interface AccountGiven {
  readonly agreement: string;
  readonly currency: string;
  readonly name?: string;
  readonly tenant?: string;
  readonly partner?: string;
  readonly customerMayNotBuy?: true;
  readonly paymentTermDays?: number;
  readonly invoice?: true;
  readonly card?: CardGiven;
  readonly prepaymentTerm?: readonly TermGiven[];
}

const ENROLMENT = 'EnterpriseAgreement';
const CARD_PARTS = 3;
const TERM_PARTS = 4;
const WHOLE_NUMBER = /^\d+$/;

/** Parses `token,brand,last4`. */
export function parseCard(text: string): CardGiven {
  const parts = text.split(',').map((part) => part.trim());
  const [token, brand, last4] = parts;
  if (
    token === undefined ||
    brand === undefined ||
    last4 === undefined ||
    parts.length > CARD_PARTS
  )
    throw new InvalidArgumentError(
      'It must be token,brand,last4, such as tok-1,Visa,4242: the token of the processor, never the number.',
    );
  return { token, brand, last4 };
}

/** Parses `id:from:to:amount`, one more. An id may hold colons itself. */
export function parseTerm(text: string, before: readonly TermGiven[] = []): readonly TermGiven[] {
  const parts = text.split(':');
  const [from = '', to = '', amount = ''] = parts.slice(1 - TERM_PARTS);
  const id = parts.slice(0, 1 - TERM_PARTS).join(':');
  if (parts.length < TERM_PARTS || id === '')
    throw new InvalidArgumentError(
      'It must be id:from:to:amount, such as 2021:2021-01-01:2022-01-01:100000.00, in the currency of the account.',
    );
  return [...before, { id, from, to, amount }];
}

/** Parses a whole number of days. */
export function parseDays(text: string): number {
  if (!WHOLE_NUMBER.test(text))
    throw new InvalidArgumentError('It must be a whole number of days.');
  return Number(text);
}

/** By invoice where nothing else is said, and an enrolment from terms that may come later (R-PUR-4). */
function paymentOf({ agreement, currency, card, invoice, prepaymentTerm }: AccountGiven): object {
  if (card !== undefined) return { method: 'card', card };
  if (invoice === true) return { method: 'invoice' };
  if (prepaymentTerm === undefined && agreement !== ENROLMENT) return { method: 'invoice' };
  const terms = (prepaymentTerm ?? []).map(({ amount, ...term }) => ({
    ...term,
    amount: { currency, amount },
  }));
  return { method: 'prepayment', terms };
}

/** The body of `POST /ledger/v1/billingAccounts`. */
export function accountBody(id: string, given: AccountGiven): object {
  const { agreement, currency, name, tenant, partner, customerMayNotBuy, paymentTermDays } = given;
  return {
    ...{ id, agreementType: agreement, currency, displayName: name ?? id },
    ...(tenant === undefined ? {} : { tenantId: tenant }),
    ...(partner === undefined ? {} : { partnerId: partner }),
    ...(customerMayNotBuy === undefined ? {} : { customerMayBuy: false }),
    ...(paymentTermDays === undefined ? {} : { paymentTermDays }),
    payment: paymentOf(given),
  };
}

/** The body from a file: what is in it, the ledger says what it thinks of it. */
export async function accountBodyFrom(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CannotGoOn(`--file ${file} is no JSON that can be read: ${messageOf(error)}`);
  }
}
