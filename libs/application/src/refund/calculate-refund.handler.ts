import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type BillingAccount, capUsed, type RefundAmounts } from '#ledger-core';
import { billingAccountStream, commandId } from '#event-log';
import { lookedUp } from '../answers';
import { type AccountDecided } from '../execution/account-order';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideGathered } from '../execution/decide-gathered';
import { type Moment } from '../execution/stream-kind';
import { objectOf } from '../json-reading';
import { AccountFinder } from '../look-ups/account-finder';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Outcome, type Rejected } from '../messages/outcome';
import {
  CalculateRefund,
  type PolicyRefusal,
  type RefundCalculation,
  type RefundPreview,
} from '../messages/refund.messages';
import { ReferenceBooks } from '../ports/reference-books';
import { SessionStore } from '../ports/session-store.port';
import { previewExpiry } from '../sessions/preview-validity';
import { askedBy } from '../sessions/session-asker';
import { gatherRefund } from './gather-refund';
import { refundAmountsOf } from './refund-calculation';

type Input = CalculateRefund['input'];
type Looked =
  | Readonly<{
      outcome: 'calculated';
      calculated: Omit<RefundCalculation, 'sessionId' | 'billingAccountId'>;
    }>
  | Rejected;

type Amounts =
  | Readonly<{
      outcome: 'amounts';
      amounts: RefundAmounts;
      policyErrors: readonly PolicyRefusal[];
    }>
  | Rejected;

/** Previews a refund by the decision that would carry it out. What policy refuses is shown with its amounts. */
@CommandHandler(CalculateRefund)
export class CalculateRefundHandler implements ICommandHandler<CalculateRefund> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly finder: AccountFinder,
    private readonly books: ReferenceBooks,
    private readonly sessions: SessionStore,
  ) {}

  async execute({ input }: CalculateRefund): Promise<Outcome<RefundPreview>> {
    const found = await this.finder.ofOrder(input.orderId);
    if (found.outcome !== 'found') return found;
    const { account } = found;
    const sessionId = randomUUID();
    const place = {
      stream: billingAccountStream(account),
      commandId: commandId('RefundReservation', sessionId),
    };
    const previewed = await this.accounts.preview(place, (state, moment) =>
      this.#calculated(input, state, moment),
    );
    if (previewed.outcome !== 'previewed') return previewed;
    const { result, moment, position } = previewed;
    if (result.outcome === 'rejected') return result;
    const expiresAt = previewExpiry(moment.at);
    const preview = { ...result.calculated, sessionId, billingAccountId: account, expiresAt };
    await this.#keep(input, preview, moment);
    return lookedUp(preview, position);
  }

  async #calculated(input: Input, state: BillingAccount, moment: Moment): Promise<Looked> {
    const { orderId, reservationId, quantity, caller: principal } = input;
    const { on, terms } = moment;
    const asked = { orderId, reservationId, quantity };
    const gathered = await gatherRefund(this.books, asked, state, { principal, on });
    const decided = decideGathered(gathered, state, { moment, principal, more: () => ({}) });
    const found = amountsOrRefusal(decided);
    if (found.outcome === 'rejected') return found;
    const reservation = state.reservations.get(reservationId);
    if (reservation === undefined) throw new Error(`${reservationId} was decided on unknown`);
    const calculated = {
      ...asked,
      billingPlan: reservation.billingPlan,
      amounts: found.amounts,
      consumedRefundsTotal: capUsed(state.capUses, on),
      maxRefundLimit: terms.refundCap.limit,
      policyErrors: found.policyErrors,
      on,
    };
    return { outcome: 'calculated', calculated };
  }

  #keep(input: Input, preview: RefundPreview, { at }: Moment): Promise<void> {
    const { orderId, reservationId, quantity, caller } = input;
    return this.sessions.put({
      id: preview.sessionId,
      kind: 'Refund',
      billingAccountId: preview.billingAccountId,
      orderId,
      ...askedBy(caller, { orderId, reservationId, quantity }),
      result: { amounts: preview.amounts },
      createdAt: at,
      expiresAt: preview.expiresAt,
    });
  }
}

/** What policy refuses is refused with its amounts; any other refusal is the whole answer. */
function amountsOrRefusal(decided: AccountDecided): Amounts {
  if (decided.outcome === 'accepted') {
    const amounts = refundAmountsOf(objectOf(decided.answer, 'amounts'));
    return { outcome: 'amounts', amounts, policyErrors: [] };
  }
  const { rejection } = decided;
  if (!isPolicyRefusal(rejection)) return decided;
  return { outcome: 'amounts', amounts: rejection.amounts, policyErrors: [rejection] };
}

function isPolicyRefusal(rejection: ApplicationRejection): rejection is PolicyRefusal {
  const { code } = rejection;
  return (
    (code === 'TypeNotReturnable' || code === 'RefundCapExceeded') &&
    rejection.amounts !== undefined
  );
}
