import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { ReservationAnswerDto } from './reservation.answer';

export const UPDATE: Described = {
  summary: 'Change a reservation',
  by: WHO_MAY.owner,
  description:
    'Changes the name, what it applies to, instance size flexibility, renewal and the date of review. What is left out, or null, stays as it is. Nothing is paid or refunded. It is done when it is answered.',
  status: 200,
  answers: 'The reservation with the change, under its new etag.',
  answer: ReservationAnswerDto,
  refusals: {
    400: '`PatchValuesSameAsExisting`, `AppliedScopesSameAsExisting`: it has all that already. `MissingAppliedScopesForSingle`, `InvalidSingleAppliedScopesCount`: Single takes one scope. `AppliedScopesNotAssociatedWithCommerceAccount`: the scope is not of the account. `InvalidSubscriptionId`: the renewal names a subscription that is not of the account. `BadRequest`: nothing is given, or the renewal cannot be sold.',
    403: '`AuthorizationFailed`: only an Owner of the order may do this; no role stands in for it.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
    409: '`OperationCannotBePerformedInCurrentState`: the reservation is not active. `BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};

export const ARCHIVE: Described = {
  summary: 'Archive a reservation',
  by: WHO_MAY.owner,
  description:
    'Marks a reservation that is cancelled or expired as archived. Lists still have it, with `archived` true.',
  status: 200,
  answers: 'It is archived; the body is empty.',
  refusals: {
    400: '`BadRequest`: an id is no GUID.',
    403: '`AuthorizationFailed`: only an Owner of the order may do this; no role stands in for it.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
    409: '`OperationCannotBePerformedInCurrentState`: the reservation is active. `BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};

export const UNARCHIVE: Described = {
  summary: 'Take a reservation out of the archive',
  by: WHO_MAY.owner,
  description: 'Takes the mark of an archived reservation away again.',
  status: 200,
  answers: 'It is archived no longer; the body is empty.',
  refusals: {
    400: '`BadRequest`: an id is no GUID.',
    403: '`AuthorizationFailed`: only an Owner of the order may do this; no role stands in for it.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
    409: '`OperationCannotBePerformedInCurrentState`: the reservation is active. `BadRequest`: the `Idempotency-Key` was used for another request.',
  },
};
