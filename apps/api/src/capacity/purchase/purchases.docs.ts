import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { QuoteAnswerDto } from './quote.answer';
import { NewOrderAnswerDto } from '../orders/order.answer';

export const CALCULATE_PRICE: Described = {
  summary: 'Quote a purchase',
  by: WHO_MAY.buyers,
  description:
    'Prices what would be bought at the price of the day, and keeps that price for 15 minutes of business time. Nothing is bought or charged. The answer mints the reservation order id: buy with `PUT reservationOrders/{reservationOrderId}` and the same body. A quote is its principal’s own.',
  status: 200,
  answers: 'The quote: totals, the schedule of a monthly plan, and the order id to buy under.',
  answer: QuoteAnswerDto,
  refusals: {
    400: '`BadRequest`: the SKU is in no price list, is of another type, has no such billing plan, or is listed in a currency that no exchange rate leads from. `UnsupportedReservationTerm`: the term is not sold. `CalculatePriceFailed`: no price is listed today. `InvalidLocationId`, `InvalidSubscriptionId`: there is no such region, or no account has the subscription. `MissingAppliedScopesForSingle`, `InvalidSingleAppliedScopesCount`, `AppliedScopesNotAssociatedWithCommerceAccount`: the scope does not do.',
    403: '`AuthorizationFailed`: the subscription’s account is of another tenant, or its partner does not let the customer buy.',
  },
};

export const PURCHASE: Described = {
  summary: 'Buy what was quoted',
  by: WHO_MAY.buyerOfQuote,
  description:
    'Buys under the order id of a quote, with the body that was quoted. The first payment, or the whole price upfront, is charged at once and stands on an invoice. The caller becomes Owner of the order. It is answered at once with 202; poll `Location` until it answers 200 with the order as it can be read. The same purchase again is answered with the same order and buys nothing more.',
  status: 202,
  answers: 'It is bought. The order as far as it is known: `Creating` until it can be read.',
  answer: NewOrderAnswerDto,
  headers: {
    Location:
      'Where to poll: 202 while it runs, then 200 with the order. Once the operation is forgotten (7 days) the order itself.',
    'Retry-After': 'Seconds to wait before the poll.',
  },
  refusals: {
    400: '`BadRequest`: “Session timed out”: there is no such quote, or it is older than 15 minutes; or a field differs from what was quoted. `AppliedScopesNotAssociatedWithCommerceAccount`, `InvalidSubscriptionId`, `UnsupportedReservationTerm` and the other refusals of calculatePrice.',
    403: '`AuthorizationFailed`: the quote is another principal’s, or the caller may not buy for the account.',
    409: '`ReservationOrderIdAlreadyExists`: the order id was bought with another request. `BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};
