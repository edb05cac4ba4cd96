/** What requests and answers call a value of either, and what it may be: one schema of the reference each. */

export const DAY = {
  id: 'Day',
  format: 'date',
  pattern: '^(?!0000)\\d{4}-\\d{2}-\\d{2}$',
  description: 'A day of the calendar, in UTC.',
  examples: ['2021-06-15'],
};

export const CURRENCY = {
  id: 'Currency',
  pattern: '^[A-Z]{3}$',
  description: 'An ISO 4217 code that is in use.',
  examples: ['USD'],
};

export const AMOUNT = {
  pattern: '^-?\\d{1,24}(\\.\\d{1,24})?$',
  description:
    'Decimal text, not finer than the minor unit of its currency. Answers have exactly its places: "1800.00" of USD, "1800" of JPY.',
};

export const MONEY = {
  id: 'Money',
  description: 'An exact amount of money; negative with a minus sign.',
  examples: [{ currency: 'USD', amount: '1800.00' }],
};

const ID = '^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}$';

export const ACCOUNT_ID = {
  id: 'BillingAccountId',
  pattern: ID,
  description:
    'The id of a billing account, as whoever opens it chooses: 1 to 128 letters, digits, colons, underscores, dots or hyphens, a letter or digit first.',
  examples: ['contoso'],
};

export const TERM_ID = {
  id: 'PrepaymentTermId',
  pattern: ID,
  description:
    'The id of a prepayment term, as whoever adds it chooses; it looks like an account’s.',
  examples: ['2021'],
};

export const DOCUMENT_NUMBER = {
  id: 'DocumentNumber',
  pattern: '^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}-\\d{6,}$',
  description:
    'The number of a paper: the id of its account and its place in the one series of the account over invoices and credit notes, from 000001, without gaps (R-OUT-6).',
  examples: ['contoso-000001'],
};
