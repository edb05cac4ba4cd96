import { type Described } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { OperationResultAnswerDto, RunningAnswerDto } from './operation.answer';

export const OPERATION_RESULT: Described = {
  summary: 'Ask after an operation',
  by: WHO_MAY.asker,
  description:
    'What `Location` and `Azure-AsyncOperation` point to. A purchase or a return answers 202 while it runs and then 200 with its order. An exchange, calculated or carried out, always answers 200: its `status` says whether it is done. Known for 7 days. The poll waits up to 300 ms by itself, so that most callers poll once.',
  status: 200,
  answers: 'The order of a purchase or a return; the result of an exchange, or how far it is.',
  answer: OperationResultAnswerDto,
  headers: {
    'Azure-AsyncOperation': 'Of an exchange that still runs: where to poll again.',
    Location: 'Of an exchange that still runs: where to poll again.',
    'Retry-After': 'Of an exchange that still runs: seconds to wait before.',
  },
  also: [
    {
      status: 202,
      answers: 'A purchase or a return still runs: poll again.',
      answer: RunningAnswerDto,
      headers: {
        Location: 'Where to poll again.',
        'Retry-After': 'Seconds to wait before.',
      },
    },
  ],
  refusals: {
    400: '`BadRequest`: the id is no GUID, or `position` is not as `Location` has it.',
    403: '`AuthorizationFailed`: another principal asked for it.',
    404: '`NotSpecified`: there is no such operation, its session was not used yet, or it is older than 7 days.',
  },
};
