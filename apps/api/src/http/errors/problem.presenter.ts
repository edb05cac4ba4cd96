import { STATUS_CODES } from 'node:http';
import { type Surface } from '../request-and-reply';
import { type Answered } from './refusal';

/** RFC 9457. */
export type Problem = Readonly<{
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance: string;
  field?: string;
  rule?: string;
}>;

type AzureError = Readonly<{
  error: Readonly<{ code: string; message: string; target?: string }>;
}>;

export type PresentedError = Readonly<{
  contentType: string;
  headers: Readonly<Record<string, string>>;
  body: Problem | AzureError;
}>;

function problemOf(answered: Answered, requestId: string): Problem {
  const { status, code, detail, field, rule } = answered;
  return {
    type: `urn:reservation-ledger:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    instance: `urn:request:${requestId}`,
    ...(field === undefined ? {} : { field }),
    ...(rule === undefined ? {} : { rule }),
  };
}

/** An error as the callers of a surface expect it: Azure's shape, or a problem (RFC 9457). */
export function presentError(
  answered: Answered,
  surface: Surface,
  requestId: string,
): PresentedError {
  const { retryAfterSeconds, challenge, allow } = answered;
  const headers = {
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
    ...(allow === undefined ? {} : { allow: allow.join(', ') }),
  };
  if (surface === 'ledger')
    return {
      contentType: 'application/problem+json; charset=utf-8',
      headers,
      body: problemOf(answered, requestId),
    };
  const { target } = answered;
  const error = {
    code: answered.azureCode ?? answered.code,
    message: answered.detail,
    ...(target === undefined ? {} : { target }),
  };
  return { contentType: 'application/json; charset=utf-8', headers, body: { error } };
}
