import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { AppliedOrdersAnswerDto } from './applied-orders.answer';

export const APPLIED_RESERVATIONS: Described = {
  summary: 'The orders that a subscription can use',
  by: WHO_MAY.subscriptionUsers,
  description:
    'The ids of the orders with an active reservation that applies to the subscription: to itself, to one of its resource groups, or shared by its account; of those the ones that the caller may read. Pages of 200; follow `nextLink`.',
  status: 200,
  answers: 'The ids of the orders.',
  answer: AppliedOrdersAnswerDto,
  refusals: {
    400: '`InvalidSubscriptionId`: no account has the subscription. `BadRequest`: `$skiptoken` is no count.',
    403: '`AuthorizationFailed`: the subscription’s account is of another tenant.',
  },
};
