import { type z } from 'zod';
import { type Surface } from './exchange';
import { sentence } from './sentence';
import { type Answered } from './refusal';

/** Further mistakes than these are said when these are mended. */
const MISTAKES_SAID_MAX = 5;

/** Azure has codes of its own for some fields of its requests. */
const AZURE_CODES: Readonly<Record<string, string>> = {
  reservationOrderId: 'InvalidReservationOrderId',
  reservationId: 'InvalidReservationId',
  location: 'InvalidLocationId',
  'properties.term': 'UnsupportedReservationTerm',
  'properties.billingScopeId': 'InvalidSubscriptionId',
  'properties.reservationToReturn.quantity': 'InvalidRefundQuantity',
  'properties.reservationToReturn.reservationId': 'InvalidReservationId',
};

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

function fieldsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code !== 'unrecognized_keys') return [pathOf(issue.path)];
  return issue.keys.map((key) => pathOf([...issue.path, key]));
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const fields = fieldsOf(issue).join(', ');
  if (issue.code === 'unrecognized_keys') return `${fields}: not a field of this request.`;
  const message = sentence(issue.message);
  return fields === '' ? message : `${fields}: ${message}`;
}

/** Input that does not fit its schema: every field is named with what it would accept. */
export function answerOfBadFields(issues: readonly z.core.$ZodIssue[], surface: Surface): Answered {
  const field = issues.flatMap(fieldsOf)[0] ?? '';
  const said = issues.slice(0, MISTAKES_SAID_MAX).map(sentenceOf).join(' ');
  const azureCode = AZURE_CODES[field] ?? 'BadRequest';
  return {
    status: 400,
    code: surface === 'azure' ? azureCode : 'BadRequest',
    detail: said === '' ? 'The request does not fit what is expected.' : said,
    ...(field === '' ? {} : { field }),
  };
}
