import { accountOf, readModel } from '../row-writer/row-change';
import { prepaymentTermTable } from './prepayment-term.entity';

/** One row a term of an enrolment. */
export const prepaymentTerms = readModel(prepaymentTermTable, {
  PrepaymentTermAdded: (added, context) => [
    {
      change: 'upsert',
      row: {
        billing_account_id: accountOf(context),
        term_id: added.termId,
        from_day: added.from,
        to_day: added.to,
        amount: added.amount.amount,
        currency: added.amount.currency,
        added_on: added.addedOn,
      },
    },
  ],
});
