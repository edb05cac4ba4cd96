import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { DirectoryAnswerDto } from './directory.answer';
import { RevisionsAnswerDto } from '../reservations/reservation-revision.answer';

export const SPLIT: Described = {
  summary: 'Split a reservation',
  by: WHO_MAY.owner,
  description:
    'Divides a reservation into two or more of the same order, dates and plan: nothing is paid or refunded. The reservation itself is cancelled and says where it went. It is done when it is answered; `Location` shows what came of it later.',
  status: 200,
  answers: 'What it became, and last what was split, as revisions.',
  answer: RevisionsAnswerDto,
  headers: { Location: 'Shows what came of the split, as reservations.' },
  refusals: {
    400: '`BadRequest`: the quantities are not two or more whole numbers that sum to the reservation’s.',
    403: '`AuthorizationFailed`: only an Owner of the order may do this; no role stands in for it.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
    409: '`OperationCannotBePerformedInCurrentState`: the reservation is not active. `BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};

export const MERGE: Described = {
  summary: 'Merge reservations',
  by: WHO_MAY.owner,
  description:
    'Puts active reservations of one order together, which cover the same product and whose last charges were paid by the same method. They are cancelled and say where they went; nothing is paid or refunded. It is done when it is answered; `Location` shows what came of it later.',
  status: 200,
  answers: 'What was merged, and last what it became, as revisions.',
  answer: RevisionsAnswerDto,
  headers: { Location: 'Shows what came of the merge, as reservations.' },
  refusals: {
    400: '`BadRequest`: fewer than two, too many, one named twice, or reservations that cannot become one.',
    403: '`AuthorizationFailed`: only an Owner of the order may do this; no role stands in for it.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
    409: '`OperationCannotBePerformedInCurrentState`: one of them is not active. `BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};

export const CHANGE_DIRECTORY: Described = {
  summary: 'Move an order to another directory',
  by: WHO_MAY.owner,
  description:
    'From then on the order is dealt with by principals of the destination tenant; it stays with its billing account. Whoever moved it may see it no longer, and agents of the account’s partner do not.',
  status: 200,
  answers: 'A line for the order and each of its reservations. It is moved whole or refused whole.',
  answer: DirectoryAnswerDto,
  refusals: {
    400: '`BadRequest`: destinationTenantId is no GUID.',
    403: '`AuthorizationFailed`: only an Owner of the order may do this; no role stands in for it.',
    404: '`ReservationOrderNotFound`: there is no such order.',
    409: '`BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};
