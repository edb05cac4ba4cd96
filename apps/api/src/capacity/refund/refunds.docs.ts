import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { RefundAnswerDto } from './refund.answer';

export const CALCULATE_REFUND: Described = {
  summary: 'Preview a return',
  by: WHO_MAY.owner,
  description:
    'Says what returning a quantity would give back today: the money, the instalments that would be cancelled, and what the refund cap has left. Nothing is returned. What policy has against it is no error here: it stands in `policyErrors`, and `return` refuses with the same code. The answer mints a session that `return` takes for 15 minutes of business time.',
  status: 200,
  answers: 'What a return would give back, and the session to return with.',
  answer: RefundAnswerDto,
  refusals: {
    400: '`InvalidRefundQuantity`: the quantity is more than is left of the reservation, or was paid in too many charges. `BadRequest`: a field does not fit; or the cap is kept in USD and no exchange rate leads there.',
    403: '`AuthorizationFailed`: only an Owner of the order may do this; no role stands in for it.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
    409: '`OperationCannotBePerformedInCurrentState`: the reservation is cancelled or expired. `BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};

export const RETURN: Described = {
  summary: 'Return what was previewed',
  by: WHO_MAY.ownerWithSession,
  description:
    'Carries out a return at the amounts of its session: the money goes back by the way it was paid, on a credit note or corrected invoices, and the remaining instalments of the quantity are cancelled. Of a partial return the reservation is cancelled and a sibling in the same order holds the rest. It is answered at once with 202; poll `Location` until it answers 200 with the order as it can be read. A session that is used again answers its first result, even after it expired.',
  status: 202,
  answers: 'It is returned. The body is the refund; the result of the operation is the order.',
  answer: RefundAnswerDto,
  headers: {
    Location:
      'Where to poll: 202 while it runs, then 200 with the order. Once the operation is forgotten (7 days) the order itself.',
    'Retry-After': 'Seconds to wait before the poll.',
  },
  refusals: {
    400: '`RefundLimitExceeded`: over the refund cap of the rolling 365 days. `SelfServiceRefundNotSupported`: a type that is never returned. `BadRequest`: no such session, expired, of another order, another quantity or an exchange; or the amounts have changed since: calculate again. `InvalidRefundQuantity`: more than is left.',
    403: '`AuthorizationFailed`: only an Owner of the order may do this, and with a session of their own.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
    409: '`OperationCannotBePerformedInCurrentState`: the reservation is cancelled or expired. `BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};
