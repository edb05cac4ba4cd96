import { type JsonObject, type SubscriptionId } from '#ledger-core';
import { type CommandId, commandId } from '#event-log';
import { type AccountOrder } from '../execution/account-order';
import { subscriptionsOfPurchase } from '../purchase/reservation-to-buy';
import { type ExchangeCalculation, type ExchangeRequest } from '../messages/exchange.messages';

/** The lines of an exchange as they are kept and logged: what its caller asked for. */
export function askedLines({ returns, purchases }: ExchangeRequest): JsonObject {
  return { returns, purchases };
}

/** The subscriptions that an exchange is billed to and applies to, each once. */
export function subscriptionsNamed({ purchases }: ExchangeRequest): readonly SubscriptionId[] {
  return [...new Set(purchases.flatMap(subscriptionsOfPurchase))];
}

/** The id of the command that carries out a session's exchange. */
export function exchangeCommandId(sessionId: string): CommandId {
  return commandId('ExchangeReservations', sessionId);
}

/** How the exchange of a session is asked for, whoever sends it how often: the session names it and all it says. */
export function exchangeOrder(
  calculation: Pick<ExchangeCalculation, 'sessionId' | 'returns' | 'purchases'>,
): Pick<AccountOrder, 'kind' | 'operationId' | 'commandId' | 'target' | 'request'> {
  const { sessionId } = calculation;
  return {
    kind: 'ExchangeReservations',
    operationId: sessionId,
    commandId: exchangeCommandId(sessionId),
    target: sessionId,
    request: { sessionId, ...askedLines(calculation) },
  };
}
