import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { CatalogListAnswerDto } from './catalog.answer';

export const CATALOGS: Described = {
  summary: 'What a subscription can buy',
  by: WHO_MAY.subscriptionUsers,
  description:
    'The products of one type, at the prices of today in the lists that the account may buy from: terms, plans and the price of each whole term. A purchase names what it finds here as `sku.name` and `location`. Pages of 50, or as `$take` says; follow `nextLink`.',
  status: 200,
  answers: 'A page of products.',
  answer: CatalogListAnswerDto,
  refusals: {
    400: '`BadRequest`: a parameter does not fit, or reservedResourceType is left out. `InvalidLocationId`: location is left out, or nothing of the type is sold there. `InvalidSubscriptionId`: no account has the subscription.',
    403: '`AuthorizationFailed`: the subscription’s account is of another tenant.',
  },
};
