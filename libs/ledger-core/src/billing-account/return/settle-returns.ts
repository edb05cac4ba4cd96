import { addDays } from '../../kernel/calendar';
import { add, isPositive, type Money, sum } from '../../kernel/money';
import { prepaymentAvailable, termOn } from '../charge/prepayment';
import { type PrepaymentCreditGranted } from '../events/prepayment-events';
import { type RefundSettlement, type ReturnedShare } from '../events/return-events';
import { type DocumentNumber, type LineId, prepaymentCreditId } from '../ids';
import { emit, mint, type OperationInProgress } from '../operation-in-progress';
import { issueCreditNotes } from '../papers/credit-notes';
import { type RefundClaim } from '../papers/release-payments';
import { known } from '../state/known';
import { type GrantedReturn } from './granted-return';
import { type ReckonedShare } from './reckon-return';
import { returnedFact, returnedShare } from './returned-fact';
import { billedOn, closedMonthOf, planSettlement, type SettlementPlan } from './settlement-plan';

/** Refunds that stand on one new invoice, for the caller to issue. */
export type InvoicedRefunds = Readonly<{
  number: DocumentNumber;
  olds: readonly DocumentNumber[];
  newLines: readonly LineId[];
  /** Σ refunds less fees. */
  refund: Money;
  claims: readonly RefundClaim[];
}>;

/** A share of the event and the card recorded with its charge. */
type SettledShare = Readonly<{ share: ReturnedShare; cardToken: string | undefined }>;

/**
 * The facts of returns, each share going its own way (R-OUT-0): credits to the prepayment (R-OUT-1), lines of
 * the open month, credit notes (R-OUT-2). What stands on invoices is answered, for they may show
 * purchases too (R-OUT-5).
 */
export function settleReturns(
  operation: OperationInProgress,
  returns: readonly GrantedReturn[],
): readonly InvoicedRefunds[] {
  const plan = planSettlement(operation, returns);
  const settled = returns.flatMap((granted) => settleReturn(operation, granted, plan));
  const shares = settled.map(({ share }) => share);
  const [first] = returns;
  if (first !== undefined)
    issueCreditNotes(
      operation,
      creditNotesOf(operation, plan, shares),
      first.conditions.terms.overageOutcome,
    );
  return invoicedRefunds(operation, plan, settled);
}

function settleReturn(
  operation: OperationInProgress,
  granted: GrantedReturn,
  plan: SettlementPlan,
): readonly SettledShare[] {
  const settled = granted.reckoned.shares.map((share) => {
    const { paidBy } = known(operation.account.charges, share.chargeId, 'charge');
    const settledBy = settlementOf(operation, share, plan);
    const cardToken = paidBy.method === 'card' ? paidBy.card.token : undefined;
    return { share: returnedShare(operation, granted, { share, settledBy }), cardToken };
  });
  const shares = settled.map(({ share }) => share);
  emit(operation, returnedFact(operation, granted, shares));
  for (const share of shares) grantPrepaymentCredit(operation, granted, share);
  return settled;
}

/** R-OUT-0: how the charge was paid decides where the money goes. */
function settlementOf(
  operation: OperationInProgress,
  { chargeId, refund }: ReckonedShare,
  plan: SettlementPlan,
): RefundSettlement {
  const { account } = operation;
  const { paidBy } = known(account.charges, chargeId, 'charge');
  switch (paidBy.method) {
    case 'invoice':
    case 'card': {
      const [old] = billedOn(account, paidBy);
      return { method: paidBy.method, invoice: planned(plan.replacements, old) };
    }
    case 'prepayment':
      if (!isPositive(refund)) return { method: 'prepayment' };
      return {
        method: 'prepayment',
        creditId: prepaymentCreditId(mint(operation, 'prepaymentCredit')),
      };
    case 'overage': {
      const [original] = closedMonthOf(account, paidBy);
      if (original === undefined) return { method: 'overage', month: paidBy.month };
      return { method: 'creditNote', creditNote: planned(plan.creditNotes, original) };
    }
  }
}

function planned(
  papers: ReadonlyMap<DocumentNumber, DocumentNumber>,
  old: DocumentNumber | undefined,
): DocumentNumber {
  const number = old === undefined ? undefined : papers.get(old);
  if (number === undefined) throw new Error(`No paper is planned in place of ${String(old)}`);
  return number;
}

/** R-OUT-1: a refund credit, net of the fee, valid for the days of the terms; it joins the term of the day. */
function grantPrepaymentCredit(
  operation: OperationInProgress,
  { item, conditions }: GrantedReturn,
  { chargeId, refund, fee, settledBy }: ReturnedShare,
): void {
  if (settledBy.method !== 'prepayment' || settledBy.creditId === undefined) return;
  const { account, context } = operation;
  const term = termOn(account, context.on);
  const granted: PrepaymentCreditGranted = {
    type: 'PrepaymentCreditGranted',
    data: {
      creditId: settledBy.creditId,
      orderId: item.orderId,
      reservationId: item.reservationId,
      chargeId,
      amount: refund,
      fee,
      grantedOn: context.on,
      expiresOn: addDays(context.on, conditions.terms.prepaymentCreditValidityDays),
      ...(term && { termId: term[0] }),
      availableAfter: add(prepaymentAvailable(account, context.on, refund), refund),
    },
  };
  emit(operation, granted);
}

function creditNotesOf(
  { opened }: OperationInProgress,
  { creditNotes }: SettlementPlan,
  shares: readonly ReturnedShare[],
): Parameters<typeof issueCreditNotes>[1] {
  return [...creditNotes].map(([creditFor, number]) => {
    const shown = shares.filter(
      ({ settledBy }) => settledBy.method === 'creditNote' && settledBy.creditNote === number,
    );
    const total = sum(
      opened.currency,
      shown.map(({ refund }) => refund),
    );
    return { number, creditFor, newLines: shown.flatMap(linesOf), total };
  });
}

function invoicedRefunds(
  { opened }: OperationInProgress,
  { replacements }: SettlementPlan,
  settled: readonly SettledShare[],
): readonly InvoicedRefunds[] {
  return [...new Set(replacements.values())].map((number) => {
    const shown = settled.filter(({ share }) => invoiceOf(share.settledBy) === number);
    return {
      number,
      olds: [...replacements].flatMap(([old, by]) => (by === number ? [old] : [])),
      newLines: shown.flatMap(({ share }) => linesOf(share)),
      refund: sum(
        opened.currency,
        shown.map(({ share }) => share.refund),
      ),
      claims: shown.map(({ share, cardToken }) => ({
        amount: share.refund,
        ...(cardToken !== undefined && { cardToken }),
      })),
    };
  });
}

function invoiceOf(settledBy: RefundSettlement): DocumentNumber | undefined {
  return settledBy.method === 'invoice' || settledBy.method === 'card'
    ? settledBy.invoice
    : undefined;
}

function linesOf({ line, feeLine }: ReturnedShare): readonly LineId[] {
  return feeLine === undefined ? [line.lineId] : [line.lineId, feeLine.lineId];
}
