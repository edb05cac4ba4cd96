import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { OrderAnswerDto, OrderListAnswerDto } from './order.answer';
import {
  ReservationAnswerDto,
  ReservationsOfOrderAnswerDto,
} from '../reservations/reservation.answer';

export const LIST_ORDERS: Described = {
  summary: 'The orders that the caller may read',
  by: WHO_MAY.eachTheirs,
  description:
    'Owners see their own orders, agents of a partner those of the partner’s customers, Ledger.Admin and Ledger.Auditor all. Pages of 50; follow `nextLink`.',
  status: 200,
  answers: 'A page of orders, without their schedules.',
  answer: OrderListAnswerDto,
  refusals: { 400: '`BadRequest`: `$skiptoken` is no count.' },
};

export const READ_ORDER: Described = {
  summary: 'One order, as it stands',
  by: WHO_MAY.readersOfOrder,
  description:
    'The order as it stands: its reservations, term and state. With `$expand=schedule` also every payment, made, to come or cancelled.',
  status: 200,
  answers: 'The order.',
  answer: OrderAnswerDto,
  refusals: {
    400: '`BadRequest`: the id is no GUID, or `$expand` no word it takes.',
    403: '`AuthorizationFailed`: shown to its Owners, agents of the account’s partner, Ledger.Admin and Ledger.Auditor only.',
    404: '`ReservationOrderNotFound`: there is no such order.',
  },
};

export const READ_RESERVATIONS: Described = {
  summary: 'The reservations of an order',
  by: WHO_MAY.readersOfOrder,
  description:
    'All of them, in the order in which they came to be. One at first; splits, merges and partial returns leave more: those that are over stay and say why in extendedStatusInfo.',
  status: 200,
  answers: 'The reservations, on one page.',
  answer: ReservationsOfOrderAnswerDto,
  refusals: {
    400: '`BadRequest`: the id is no GUID.',
    403: '`AuthorizationFailed`: shown to its Owners, agents of the account’s partner, Ledger.Admin and Ledger.Auditor only.',
    404: '`ReservationOrderNotFound`: there is no such order.',
  },
};

export const READ_RESERVATION: Described = {
  summary: 'One reservation, as it stands',
  by: WHO_MAY.readersOfOrder,
  description:
    'The reservation as it stands on business today: quantity, scope, dates, state, what it came out of or went into, and, once usage is reported, how much of it is used. With `$expand=renewProperties` also what will be bought when it expires.',
  status: 200,
  answers: 'The reservation.',
  answer: ReservationAnswerDto,
  refusals: {
    400: '`BadRequest`: an id is no GUID, or `$expand` no word it takes.',
    403: '`AuthorizationFailed`: shown to its Owners, agents of the account’s partner, Ledger.Admin and Ledger.Auditor only.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
  },
};
