import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { ReservationListAnswerDto } from './reservation-list.answer';

export const LIST_RESERVATIONS: Described = {
  summary: 'All reservations that the caller may read',
  by: WHO_MAY.eachTheirs,
  description:
    'Of all orders together, filtered, sorted and in pages; `summary` counts all that the caller sees, whatever the filter. Follow `nextLink`.',
  status: 200,
  answers: 'A page of reservations, and the counts by state.',
  answer: ReservationListAnswerDto,
  refusals: { 400: '`BadRequest`: a parameter does not fit; `target` names it.' },
};
