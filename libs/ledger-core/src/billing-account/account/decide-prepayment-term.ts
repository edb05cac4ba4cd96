import { add, type Currency, isPositive } from '../../kernel/money';
import { prepaymentAvailable } from '../charge/prepayment';
import { type AddPrepaymentTerm, type CommandContext, type PrepaymentTerm } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { type PrepaymentTermAdded } from '../events/prepayment-events';
import { beginOperation, emit, type OperationInProgress } from '../operation-in-progress';
import { type Rejection } from '../rejections';
import { type OpenedAccount } from '../state/state';

/** R-RET-3, R-OUT-1: an enrolment is paid in advance for a term; renewed as a new one it keeps its account. */
export function decideAddPrepaymentTerm(
  command: AddPrepaymentTerm,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { opened } = state;
  const { method } = opened.payment;
  if (method !== 'prepayment')
    return rejected({ code: 'PaymentMethodOfAccount', method, accepted: 'prepayment' });
  const { termId, from, to, amount } = command;
  const term = { termId, from, to, amount };
  const refusal = refusalOfTerms([term], termsOf(state), opened.currency);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the term is added.
  const operation = beginOperation(state, context);
  const fact = termAddedFact(operation, term);
  emit(operation, fact);
  return accepted(operation.events, { termId, available: fact.data.availableAfter });
}

type KnownTerm = Pick<PrepaymentTerm, 'termId' | 'from' | 'to'>;

function termsOf({ prepaymentTerms }: OpenedAccount): readonly KnownTerm[] {
  return [...prepaymentTerms].map(([termId, { from, to }]) => ({ termId, from, to }));
}

/** R-OUT-1: terms of an account do not overlap; each has an amount and at least one day. */
export function refusalOfTerms(
  asked: readonly PrepaymentTerm[],
  before: readonly KnownTerm[],
  currency: Currency,
): Rejection | undefined {
  const terms = [...before];
  for (const term of asked) {
    const refusal = refusalOfTerm(term, terms, currency);
    if (refusal !== undefined) return refusal;
    terms.push(term);
  }
  return undefined;
}

function refusalOfTerm(
  { termId, from, to, amount }: PrepaymentTerm,
  terms: readonly KnownTerm[],
  currency: Currency,
): Rejection | undefined {
  if (amount.currency !== currency)
    return {
      code: 'PrepaymentInAnotherCurrency',
      currency: amount.currency,
      accepted: currency,
    };
  if (!isPositive(amount)) return { code: 'PrepaymentNotPositive', termId, amount };
  if (to <= from) return { code: 'PrepaymentTermEmpty', termId, from, to };
  if (terms.some((term) => term.termId === termId)) return { code: 'PrepaymentTermExists', termId };
  const other = terms.find((term) => from < term.to && term.from < to);
  if (other === undefined) return undefined;
  return {
    code: 'PrepaymentTermsOverlap',
    termId,
    with: other.termId,
    from: other.from,
    to: other.to,
  };
}

/** The fact, with what can be used afterwards: the term's amount counts from its first day on. */
export function termAddedFact(
  { account, context }: OperationInProgress,
  { termId, from, to, amount }: PrepaymentTerm,
): PrepaymentTermAdded {
  const before = prepaymentAvailable(account, context.on, amount);
  const isCurrent = from <= context.on && context.on < to;
  return {
    type: 'PrepaymentTermAdded',
    data: {
      termId,
      from,
      to,
      amount,
      addedOn: context.on,
      availableAfter: isCurrent ? add(before, amount) : before,
    },
  };
}
