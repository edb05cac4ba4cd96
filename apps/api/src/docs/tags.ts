/** The chapters of the reference, in the order in which a newcomer needs them. */
export const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['Billing accounts', 'Open an account, link its subscriptions, and say how it pays.'],
  ['Buying', 'Quote a purchase, then buy at the quoted price.'],
  ['Orders and reservations', 'What was bought, and who owns it.'],
  ['Changing reservations', 'Rename, share, split, merge, swap or archive what goes on.'],
  ['Returning', 'Preview what a return gives back, then return.'],
  ['Exchanging', 'Give reservations back for others, in one operation.'],
  ['Papers', 'Invoices and credit notes: every amount with how it came about.'],
  [
    'Statements',
    'Refund cap, retained credit and prepayment credits as they are on any day: `on` names it. Card refunds and support requests are told as they stand, without `on`.',
  ],
  ['Lists and catalogue', 'Reservations over all orders, and what is for sale.'],
  ['Operations', 'How what was answered with 202 came out.'],
  ['Usage', 'What was used of reservations: returns depend on it.'],
  ['Terms and rates', 'The numbers that rules take from outside, dated.'],
  ['Running', 'Prices, time, and what falls due.'],
  ['Health', 'For whoever runs the ledger; open to everyone.'],
];
