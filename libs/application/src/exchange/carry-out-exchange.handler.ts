import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type BillingAccount,
  billingAccountId,
  type JsonObject,
  reservationId,
  reservationOrderId,
} from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { type Session } from '#read-models';
import { answeredAs, rejectedFor } from '../answers';
import { type AccountDecided } from '../execution/account-order';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideGathered } from '../execution/decide-gathered';
import { type Moment } from '../execution/stream-kind';
import { dayOf, objectOf, objectsOf, textOf } from '../json-reading';
import {
  CarryOutExchange,
  type ExchangeCalculation,
  type ExchangeCarriedOut,
} from '../messages/exchange.messages';
import { type Outcome } from '../messages/outcome';
import { AccountLookup } from '../ports/account-lookup.port';
import { ReferenceBooks } from '../ports/reference-books';
import { SessionStore } from '../ports/session-store.port';
import { isAskedBy } from '../sessions/session-asker';
import { exchangeOrder, subscriptionsNamed } from './exchange-order';
import { exchangeCalculationOf, exchangeTotalsOf } from './exchange-session';
import { gatherExchange } from './gather-exchange';

type Input = CarryOutExchange['input'];

/** Carries out the exchange of a session, once; the amounts must still be those of the calculation. */
@CommandHandler(CarryOutExchange)
export class CarryOutExchangeHandler implements ICommandHandler<CarryOutExchange> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly lookup: AccountLookup,
    private readonly books: ReferenceBooks,
    private readonly sessions: SessionStore,
  ) {}

  async execute({ input }: CarryOutExchange): Promise<Outcome<ExchangeCarriedOut>> {
    const { sessionId, caller: principal } = input;
    const session = await this.sessions.byId(sessionId);
    if (session === undefined) return rejectedFor({ code: 'SessionUnknown', sessionId });
    const { kind } = session;
    if (kind !== 'Exchange') return rejectedFor({ code: 'SessionOfAnotherKind', sessionId, kind });
    const calculation = exchangeCalculationOf(session);
    const outcome = await this.accounts.execute({
      stream: billingAccountStream(session.billingAccountId),
      ...exchangeOrder(calculation),
      principal,
      // A session says one thing only, so that the same session is the same request.
      reused: { code: 'SessionUnknown', sessionId },
      ofAnotherPrincipal: { code: 'SessionOfAnotherPrincipal' },
      decide: (state, moment) => this.#decided(input, { session, calculation }, state, moment),
    });
    return answeredAs(outcome, exchangeCarriedOutOf);
  }

  async #decided(
    { sessionId, caller: principal }: Input,
    { session, calculation }: Readonly<{ session: Session; calculation: ExchangeCalculation }>,
    state: BillingAccount,
    moment: Moment,
  ): Promise<AccountDecided> {
    if (!isAskedBy(session, principal)) return rejectedFor({ code: 'SessionOfAnotherPrincipal' });
    const { amounts, policyRefusals } = calculation;
    if (amounts === undefined) return rejectedForGood(policyRefusals);
    const { principal: asker, expiresAt } = session;
    const asked = {
      ...calculation,
      accountOf: await this.lookup.ofSubscriptions(subscriptionsNamed(calculation)),
      session: { principal: asker, expiresAt, amounts },
    };
    const gathered = await gatherExchange(this.books, asked, state, { ...moment, principal });
    const more = (): JsonObject => ({
      sessionId,
      billingAccountId: session.billingAccountId,
      on: moment.on,
    });
    return decideGathered(gathered, state, { moment, principal, more });
  }
}

/** What could not be reckoned never can be: no reservation becomes active again, or moves to another account. */
function rejectedForGood([refusal]: ExchangeCalculation['policyRefusals']): AccountDecided {
  if (refusal === undefined) throw new Error('An exchange was kept without amounts or refusal');
  return rejectedFor(refusal);
}

/** The answer of an exchange as it stands in the log. @throws RangeError when it is none. */
export function exchangeCarriedOutOf(answer: JsonObject): ExchangeCarriedOut {
  return {
    sessionId: textOf(answer, 'sessionId'),
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    on: dayOf(answer, 'on'),
    ...exchangeTotalsOf(objectOf(answer, 'amounts')),
    bought: objectsOf(answer, 'bought').map((line) => ({
      orderId: reservationOrderId(textOf(line, 'orderId')),
      reservationId: reservationId(textOf(line, 'reservationId')),
    })),
  };
}
