import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { AvailableScopesAnswerDto } from './available-scopes.answer';
import { ChangedReservationsAnswerDto, RevisionListAnswerDto } from './reservation-revision.answer';

export const SPLIT_RESULT: Described = {
  summary: 'What came of a split',
  by: WHO_MAY.readersOfOrder,
  description:
    'The `Location` of a split: the reservations that it made and last the one that was split, as they stand now.',
  status: 200,
  answers: 'The reservations.',
  answer: ChangedReservationsAnswerDto,
  refusals: {
    400: '`BadRequest`: the path is not as `Location` has it.',
    403: '`AuthorizationFailed`: shown to its Owners, agents of the account’s partner, Ledger.Admin and Ledger.Auditor only.',
    404: '`NotSpecified`: there was no such split. `ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
  },
};

export const MERGE_RESULT: Described = {
  summary: 'What came of a merge',
  by: WHO_MAY.readersOfOrder,
  description:
    'The `Location` of a merge: the reservations that were merged and last the one that they became, as they stand now.',
  status: 200,
  answers: 'The reservations.',
  answer: ChangedReservationsAnswerDto,
  refusals: {
    400: '`BadRequest`: the path is not as `Location` has it.',
    403: '`AuthorizationFailed`: shown to its Owners, agents of the account’s partner, Ledger.Admin and Ledger.Auditor only.',
    404: '`NotSpecified`: there was no such merge. `ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
  },
};

export const REVISIONS: Described = {
  summary: 'What each change of a reservation left',
  by: WHO_MAY.readersOfOrder,
  description:
    'The reservation after each of its changes, the newest first. Pages of 50; follow `nextLink`.',
  status: 200,
  answers: 'A page of revisions.',
  answer: RevisionListAnswerDto,
  refusals: {
    400: '`BadRequest`: an id is no GUID, or `$skiptoken` no count.',
    403: '`AuthorizationFailed`: shown to its Owners, agents of the account’s partner, Ledger.Admin and Ledger.Auditor only.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
  },
};

export const AVAILABLE_SCOPES: Described = {
  summary: 'Ask which scopes a reservation may apply to',
  by: WHO_MAY.readersOfOrder,
  description:
    'Says of each subscription or resource group whether the reservation may be applied to it: those of the account that bought it. Nothing changes.',
  status: 200,
  answers: 'Each scope, with `valid`.',
  answer: AvailableScopesAnswerDto,
  refusals: {
    400: '`BadRequest`: no scope is given, or more than 100.',
    403: '`AuthorizationFailed`: shown to its Owners, agents of the account’s partner, Ledger.Admin and Ledger.Auditor only.',
    404: '`ReservationOrderNotFound`: there is no such order. `ReservationIdNotInReservationOrder`: the order has no such reservation.',
  },
};
