import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type BillingAccountId,
  billingAccountId,
  type JsonObject,
  type Principal,
  reservationId,
  reservationOrderId,
} from '#ledger-core';
import { billingAccountStream, commandId } from '#event-log';
import { type Session } from '#read-models';
import { answeredAs, rejectedFor } from '../answers';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideGathered, type Gathered } from '../execution/decide-gathered';
import { dayOf, textOf } from '../json-reading';
import { AccountFinder } from '../look-ups/account-finder';
import { type Outcome } from '../messages/outcome';
import { type PurchasedReservation, PurchaseReservation } from '../messages/purchase.messages';
import { SessionStore } from '../ports/session-store.port';
import { isAskedBy } from '../sessions/session-asker';
import { askedPurchase, differingField } from './asked-purchase';
import { quotedPurchase } from './quote-session';

type Input = PurchaseReservation['input'];

/** Buys by a quote, once. On whatever day it is committed, the price is the quote's (R-PUR-1). */
@CommandHandler(PurchaseReservation)
export class PurchaseReservationHandler implements ICommandHandler<PurchaseReservation> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly finder: AccountFinder,
    private readonly sessions: SessionStore,
  ) {}

  async execute({ input }: PurchaseReservation): Promise<Outcome<PurchasedReservation>> {
    const { orderId } = input;
    const kept = await this.sessions.byId(orderId);
    const quote = kept?.kind === 'Quote' ? kept : undefined;
    // The order outlives its quote: a purchase sent again later is still answered with its first result.
    const found =
      quote === undefined
        ? await this.finder.ofOrder(orderId, { code: 'QuoteUnknown', orderId })
        : ({ outcome: 'found', account: quote.billingAccountId } as const);
    if (found.outcome !== 'found') return found;
    return answeredAs(await this.#purchase(input, quote, found.account), purchased);
  }

  #purchase(
    { orderId, request, caller: principal }: Input,
    quote: Session | undefined,
    account: BillingAccountId,
  ): Promise<Outcome<JsonObject>> {
    const asked = askedPurchase(request);
    return this.accounts.execute({
      stream: billingAccountStream(account),
      kind: 'PurchaseReservation',
      operationId: orderId,
      commandId: commandId('PurchaseReservation', orderId),
      target: orderId,
      request: asked,
      principal,
      reused: { code: 'OrderIdUsed', orderId },
      ofAnotherPrincipal: { code: 'QuoteOfAnotherPrincipal' },
      decide: (state, moment) => {
        // An exchange or a renewal made it: no quote names it.
        if (quote === undefined && state.orders.has(orderId))
          return Promise.resolve(rejectedFor({ code: 'OrderIdUsed', orderId }));
        const gathered = gatheredFrom(quote, { orderId, asked, principal });
        const more = () => ({ billingAccountId: account, on: moment.on });
        return Promise.resolve(decideGathered(gathered, state, { moment, principal, more }));
      },
    });
  }
}

function gatheredFrom(
  quote: Session | undefined,
  {
    orderId,
    asked,
    principal,
  }: Readonly<{ asked: JsonObject; principal: Principal }> & Pick<Input, 'orderId'>,
): Gathered {
  if (quote === undefined) return rejectedFor({ code: 'QuoteUnknown', orderId });
  if (!isAskedBy(quote, principal)) return rejectedFor({ code: 'QuoteOfAnotherPrincipal' });
  const command = quotedPurchase(quote);
  const type = command.product.resourceType.toLowerCase();
  // Both may leave the type to the SKU; what it came to is the quote's.
  const field = differingField(
    { reservedResourceType: type, ...quote.request },
    { reservedResourceType: type, ...asked },
  );
  if (field !== undefined) return rejectedFor({ code: 'PurchaseDiffersFromQuote', orderId, field });
  const { createdAt, expiresAt } = quote;
  const { listPrice, exchangeRate } = command;
  const price = { listPrice, ...(exchangeRate && { exchangeRate }) };
  return { outcome: 'gathered', command, inputs: { ...price, quote: { createdAt, expiresAt } } };
}

function purchased(answer: JsonObject): PurchasedReservation {
  return {
    orderId: reservationOrderId(textOf(answer, 'orderId')),
    reservationId: reservationId(textOf(answer, 'reservationId')),
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    on: dayOf(answer, 'on'),
  };
}
