import { type OperationKind } from '#ledger-core';
import { type CommandId, commandId } from '#event-log';
import { type Session } from '#read-models';

const CARRIED_OUT_BY: Readonly<Record<Session['kind'], OperationKind>> = {
  Quote: 'PurchaseReservation',
  Refund: 'RefundReservation',
  Exchange: 'ExchangeReservations',
};

/** The id of the command that carries out what a session previews. */
export function commandOfSession({ kind, id }: Pick<Session, 'kind' | 'id'>): CommandId {
  return commandId(CARRIED_OUT_BY[kind], id);
}
