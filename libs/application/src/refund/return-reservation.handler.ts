import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type BillingAccount, type BillingAccountId, capUsed, type JsonObject } from '#ledger-core';
import { billingAccountStream, commandId } from '#event-log';
import { type Session } from '#read-models';
import { answeredAs, rejectedFor } from '../answers';
import { type AccountDecided } from '../execution/account-order';
import { decideGathered } from '../execution/decide-gathered';
import { type Moment } from '../execution/stream-kind';
import { objectOf } from '../json-reading';
import { AccountFinder } from '../look-ups/account-finder';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Outcome } from '../messages/outcome';
import { type ReturnedReservation, ReturnReservation } from '../messages/refund.messages';
import { ReferenceBooks } from '../ports/reference-books';
import { SessionStore } from '../ports/session-store.port';
import { isAskedBy } from '../sessions/session-asker';
import { CarryingExecutor } from '../transfer/carrying-executor';
import { gatherRefund } from './gather-refund';
import { refundAmountsOf, returnedReservation } from './refund-calculation';

type Input = ReturnReservation['input'];

/** Carries out the refund of a session, once; the amounts must still be those of the preview. */
@CommandHandler(ReturnReservation)
export class ReturnReservationHandler implements ICommandHandler<ReturnReservation> {
  constructor(
    private readonly accounts: CarryingExecutor,
    private readonly finder: AccountFinder,
    private readonly books: ReferenceBooks,
    private readonly sessions: SessionStore,
  ) {}

  async execute({ input }: ReturnReservation): Promise<Outcome<ReturnedReservation>> {
    const { orderId, sessionId } = input;
    const session = await this.sessions.byId(sessionId);
    if (session !== undefined && session.kind !== 'Refund')
      return rejectedFor({ code: 'SessionOfAnotherKind', sessionId, kind: session.kind });
    // The return outlives its session: sent again later it is still answered with its first result.
    const found =
      session === undefined
        ? await this.finder.ofOrder(orderId, { code: 'SessionUnknown', sessionId })
        : ({ outcome: 'found', account: session.billingAccountId } as const);
    if (found.outcome !== 'found') return found;
    return answeredAs(await this.#return(input, session, found.account), returnedReservation);
  }

  #return(
    input: Input,
    session: Session | undefined,
    account: BillingAccountId,
  ): Promise<Outcome<JsonObject>> {
    const { orderId, sessionId, reservationId, quantity, reason, caller: principal } = input;
    const request = { reservationId, quantity, ...(reason === undefined ? {} : { reason }) };
    return this.accounts.execute({
      stream: billingAccountStream(account),
      kind: 'RefundReservation',
      operationId: sessionId,
      commandId: commandId('RefundReservation', sessionId),
      target: orderId,
      request,
      principal,
      reused: misfit(input, session) ?? {
        code: 'SessionRequestDiffers',
        sessionId,
        field: session === undefined ? 'body' : 'returnReason',
      },
      ofAnotherPrincipal: { code: 'SessionOfAnotherPrincipal' },
      decide: (state, moment) => this.#decided(input, session, state, moment),
    });
  }

  async #decided(
    input: Input,
    session: Session | undefined,
    state: BillingAccount,
    moment: Moment,
  ): Promise<AccountDecided> {
    const { sessionId, orderId, reservationId, quantity, reason, caller: principal } = input;
    if (session === undefined) return rejectedFor({ code: 'SessionUnknown', sessionId });
    if (!isAskedBy(session, principal)) return rejectedFor({ code: 'SessionOfAnotherPrincipal' });
    const refused = misfit(input, session);
    if (refused !== undefined) return rejectedFor(refused);
    const asked = {
      ...{ orderId, reservationId, quantity },
      session: ticketOf(session),
      ...(reason === undefined ? {} : { reason }),
    };
    const gathered = await gatherRefund(this.books, asked, state, {
      principal,
      on: moment.on,
    });
    const more = (): JsonObject => ({
      ...{ sessionId, orderId, reservationId, quantity, on: moment.on },
      billingAccountId: session.billingAccountId,
      billingPlan: state.reservations.get(reservationId)?.billingPlan ?? null,
      consumedRefundsTotal: capUsed(state.capUses, moment.on),
      maxRefundLimit: moment.terms.refundCap.limit,
    });
    return decideGathered(gathered, state, { moment, principal, more });
  }
}

function ticketOf({ principal, expiresAt, result }: Session) {
  return { principal, expiresAt, amounts: refundAmountsOf(objectOf(result, 'amounts')) };
}

/** How a return does not fit the session it names. */
function misfit(
  { orderId, sessionId, reservationId, quantity }: Input,
  session: Session | undefined,
): ApplicationRejection | undefined {
  if (session === undefined) return undefined;
  if (session.orderId !== orderId) return { code: 'SessionOfAnotherOrder', sessionId };
  const asked: Readonly<Record<string, unknown>> = { reservationId, quantity };
  const field = Object.keys(asked).find((name) => asked[name] !== session.request[name]);
  return field === undefined ? undefined : { code: 'SessionRequestDiffers', sessionId, field };
}
