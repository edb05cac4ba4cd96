import { type z } from 'zod';
import { type Surface } from '../request-and-reply';
import { namedOf } from './field-mistake';
import { sentence } from '../errors/sentence';
import { type Answered } from '../errors/refusal';

/** Further mistakes than these are said when these are mended. */
const MISTAKES_SAID_MAX = 5;

/** Azure has codes of its own for some fields of its requests. */
const AZURE_CODES: Readonly<Record<string, string>> = {
  reservationOrderId: 'InvalidReservationOrderId',
  reservationId: 'InvalidReservationId',
  subscriptionId: 'InvalidSubscriptionId',
  location: 'InvalidLocationId',
  'properties.term': 'UnsupportedReservationTerm',
  'properties.billingScopeId': 'InvalidSubscriptionId',
  'properties.reservationToReturn.quantity': 'InvalidRefundQuantity',
  'properties.reservationToReturn.reservationId': 'InvalidReservationId',
};

/** A line of an exchange is a purchase or a return like any other. */
const LINE = /^properties\.reservationsTo(Exchange|Purchase)\.\d+\./;

function azureCodeOf(field: string): string {
  const [prefix, kind] = LINE.exec(field) ?? [];
  if (prefix === undefined) return AZURE_CODES[field] ?? 'BadRequest';
  const within = field.slice(prefix.length);
  const asAlone = kind === 'Exchange' ? `properties.reservationToReturn.${within}` : within;
  return AZURE_CODES[asAlone] ?? 'BadRequest';
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

function fieldsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code !== 'unrecognized_keys') return [pathOf(issue.path)];
  return issue.keys.map((key) => pathOf([...issue.path, key]));
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const fields = namedOf(fieldsOf(issue));
  const message = sentence(issue.message);
  if (fields !== '') return `${fields}: ${message}`;
  return /^(is|must) /.test(message) ? `The body ${message}` : message;
}

/** A value that misses two bounds is wrong once. */
function oneOfEachField(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const first = new Map<string, z.core.$ZodIssue>();
  for (const issue of issues) {
    const fields = fieldsOf(issue).join();
    if (!first.has(fields)) first.set(fields, issue);
  }
  return [...first.values()];
}

/** Input that does not fit its schema: every field is named with what it would accept. */
export function answerOfBadFields(issues: readonly z.core.$ZodIssue[], surface: Surface): Answered {
  const field = issues.flatMap(fieldsOf)[0] ?? '';
  const said = oneOfEachField(issues).slice(0, MISTAKES_SAID_MAX).map(sentenceOf).join(' ');
  const azureCode = azureCodeOf(field);
  return {
    status: 400,
    code: surface === 'azure' ? azureCode : 'BadRequest',
    detail: said === '' ? 'The request does not fit what is expected.' : said,
    ...(field === '' ? {} : { field }),
  };
}
