import { unreachable } from '../kernel/unreachable';
import { ownDirectoryOf } from './account/order-owner';
import { refusalOfReservation } from './account/refuse-caller';
import { type CommandContext, type ReservationOfOrder } from './commands';
import { type AskedReturn, refusalOfReturn } from './return/decide-refund';
import { refusalOfBuyer } from './purchase/quote';
import { type Rejection } from './rejections';
import { refusalOfActiveReservation } from './reservations/refuse-inactive';
import { type BillingAccount, isOpened } from './state/state';

/** What is known of a command before anything is looked up for it. */
export type AskedAtFirst =
  | Readonly<{ type: 'PurchaseReservation' }>
  | (Readonly<{ type: 'RefundReservation' }> & AskedReturn)
  | Readonly<{ type: 'ExchangeReservations'; returns: readonly ReservationOfOrder[] }>
  | (Readonly<{ type: 'UpdateReservation' }> & ReservationOfOrder);

/**
 * R-ACC-1, R-PUR-3: who may not ask is told so before prices are looked up, which may be missing or name what is not
 * theirs to know. The decision asks the same again.
 */
export function refusalAtOnce(
  asked: AskedAtFirst,
  state: BillingAccount,
  { principal, on }: Pick<CommandContext, 'principal' | 'on'>,
): Rejection | undefined {
  if (!isOpened(state)) return { code: 'BillingAccountUnknown' };
  switch (asked.type) {
    case 'PurchaseReservation':
      return refusalOfBuyer(state, principal);
    case 'RefundReservation':
      return refusalOfReturn(asked, state, { principal, on });
    case 'ExchangeReservations':
      return (
        refusalOfBuyer(state, principal, ownDirectoryOf(state, asked.returns)) ??
        asked.returns
          .map((line) => refusalOfReservation(state, line, principal))
          .find((refusal) => refusal !== undefined)
      );
    case 'UpdateReservation':
      return refusalOfActiveReservation(asked, state, { principal, on });
    default:
      return unreachable(asked);
  }
}
