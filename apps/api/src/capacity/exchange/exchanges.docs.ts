import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { ExchangeAnswerDto } from './exchange.answer';

export const CALCULATE_EXCHANGE: Described = {
  summary: 'Preview an exchange',
  by: WHO_MAY.exchangers,
  description:
    'Reckons what is returned against what is bought for it: refunds and cancelled instalments on one side, the whole terms of the purchases on the other: a comparison for policy, not the sum of the invoice. Nothing is exchanged. The answer is 202 without a body: GET `Azure-AsyncOperation` for the result. What policy has against it is no failure: it stands in `policyErrors` there, and `exchange` refuses with the same code. The result holds the session that `exchange` takes for 15 minutes of business time. Exchanges do not count towards the refund cap.',
  status: 202,
  answers: 'It is calculated; the body is empty.',
  headers: {
    'Azure-AsyncOperation': 'Where the result is: poll until its `status` is Succeeded.',
    Location: 'The same address.',
    'Retry-After': 'Seconds to wait before the poll.',
  },
  refusals: {
    400: '`InvalidRefundQuantity`: the quantity is more than is left of a reservation. `BadRequest`: no line, more than 100, or one reservation twice. Of what is bought the refusals of calculatePrice.',
    403: '`AuthorizationFailed`: only an Owner may exchange a reservation, and only for a subscription they may buy for.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
  },
};

export const EXCHANGE: Described = {
  summary: 'Exchange what was previewed',
  by: WHO_MAY.exchangerWithSession,
  description:
    'Carries out an exchange at the amounts of its session, as one: all is returned and all is bought, or nothing. What is bought are new orders with terms of their own from today. The answer is 202 without a body: poll `Azure-AsyncOperation` until `status` is Succeeded; it then names the new orders and reservations. A session that is used again answers its first result, even after it expired.',
  status: 202,
  answers: 'It is exchanged; the body is empty.',
  headers: {
    'Azure-AsyncOperation': 'Where the result is: poll until its `status` is Succeeded.',
    Location: 'The same address.',
    'Retry-After': 'Seconds to wait before the poll.',
  },
  also: [
    {
      status: 200,
      answers:
        'The exchange was carried out more than 7 days ago and its operation is forgotten: its result itself.',
      answer: ExchangeAnswerDto,
    },
  ],
  refusals: {
    400: '`PurchaseTotalLessThanRefundTotal`, `ReservationTypesNotExchangeable`, `ReservationNotExchangeable`, `ReservationNotActive`, `BillingScopeMismatch`: what policy has against it. `BadRequest`: no such session, expired, or of a refund; or the amounts have changed since: calculate again. `InvalidRefundQuantity`: more than is left.',
    403: '`AuthorizationFailed`: only an Owner may exchange a reservation, and with a session of their own.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
    409: '`BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};
