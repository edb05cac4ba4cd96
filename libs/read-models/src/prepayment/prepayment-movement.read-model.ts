import {
  Money,
  type PrepaymentCreditId,
  type PrepaymentTaken,
  type PrepaymentTermId,
} from '#ledger-core';
import { accountOf, type EventContext, readModel } from '../row-writer/row-change';
import { type RowOf } from '../schema/table';
import { prepaymentMovementTable } from './prepayment-movement.entity';

type Row = RowOf<typeof prepaymentMovementTable>;
type Of = Pick<Row, 'credit_id' | 'term_id'>;
type What = Pick<Row, 'kind' | 'on_day'> & Readonly<{ of: Of; amount: Money.Money }>;

/** One row for each amount that came to a term or a credit or left it. */
export const prepaymentMovements = readModel(prepaymentMovementTable, {
  PrepaymentTermAdded: ({ termId, amount, addedOn }, context) => {
    const added = { kind: 'Added', of: ofTerm(termId), amount, on_day: addedOn };
    return [{ change: 'upsert', row: movement(added, context) }];
  },
  PrepaymentCreditGranted: ({ creditId, amount, grantedOn }, context) => {
    const granted = { kind: 'Granted', of: ofCredit(creditId), amount, on_day: grantedOn };
    return [{ change: 'upsert', row: movement(granted, context) }];
  },
  PrepaymentDrawn: ({ chargeId, drawnOn, taken }, context) =>
    taken.map(({ from, amount }, n) => {
      const drawn = { kind: 'Drawn', of: source(from), on_day: drawnOn };
      const row = movement({ ...drawn, amount: Money.negate(amount) }, context);
      return { change: 'upsert', row: { ...row, n, charge_id: chargeId } };
    }),
  PrepaymentCreditExpired: ({ creditId, amount, expiredOn }, context) => {
    const expired = { kind: 'Expired', of: ofCredit(creditId), on_day: expiredOn };
    const row = movement({ ...expired, amount: Money.negate(amount) }, context);
    return [{ change: 'upsert', row }];
  },
});

function movement({ of, amount, ...rest }: What, context: EventContext): Row {
  return {
    ...rest,
    ...of,
    billing_account_id: accountOf(context),
    stream_revision: String(context.revision),
    n: 0,
    amount: amount.amount,
    currency: amount.currency,
    charge_id: null,
  };
}

function source(from: PrepaymentTaken['from']): Of {
  return from.kind === 'credit' ? ofCredit(from.creditId) : ofTerm(from.termId);
}

function ofCredit(credit: PrepaymentCreditId): Of {
  return { credit_id: credit, term_id: null };
}

function ofTerm(term: PrepaymentTermId): Of {
  return { credit_id: null, term_id: term };
}
