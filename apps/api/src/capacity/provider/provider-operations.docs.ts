import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { ProviderOperationsAnswerDto } from './provider-operations.answer';

export const READ_OPERATIONS: Described = {
  summary: 'The operations that are served here',
  by: WHO_MAY.everybody,
  description: 'What of the provider Microsoft.Capacity this ledger serves, for rights and menus.',
  status: 200,
  answers: 'The operations.',
  answer: ProviderOperationsAnswerDto,
};
