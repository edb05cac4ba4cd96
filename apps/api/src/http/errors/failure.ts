import { HttpException } from '@nestjs/common';
import { ZodValidationException } from 'nestjs-zod';
import { z } from 'zod';
import { BookUnreadable } from '#application';
import { isOutOfReach } from '#platform';
import { checkApiVersion, notServedHere, unknownResourceType } from '../api-version';
import { answerOfBadFields } from '../input/bad-field.presenter';
import { type HttpRequest, pathOf, surfaceOf } from '../request-and-reply';
import { type KnownRoute, verbsOf } from '../server/known-routes';
import { type Answered, Refusal } from './refusal';
import { sentence } from './sentence';
import { bodyBytesMax } from '../server/server-limits';

const RETRY_AFTER_SECONDS = 1;

const TRANSPORT: Readonly<Record<number, Readonly<{ code: string; azureCode: string }>>> = {
  400: { code: 'MalformedRequest', azureCode: 'InvalidRequestContent' },
  408: { code: 'RequestTimeout', azureCode: 'ServerTimeout' },
  413: { code: 'BodyTooLarge', azureCode: 'InvalidRequestContent' },
  415: { code: 'UnsupportedMediaType', azureCode: 'InvalidRequestContent' },
};

/** The answer to whatever was thrown; undefined for what nobody foresaw, which is a bug. */
export function answerOfFailure(
  error: unknown,
  request: HttpRequest,
  routes: readonly KnownRoute[],
): Answered | undefined {
  if (error instanceof Refusal) return error.answered;
  if (error instanceof ZodValidationException) {
    const mistakes = error.getZodError();
    const issues = mistakes instanceof z.ZodError ? mistakes.issues : [];
    return answerOfBadFields(issues, surfaceOf(request.url));
  }
  if (error instanceof HttpException) return answerOfTransport(error, request, routes);
  if (error instanceof BookUnreadable) return unavailable(error.message);
  if (isOutOfReach(error))
    return unavailable(
      'The database cannot be reached at the moment; send the same request again.',
    );
  return undefined;
}

/** A bug: the caller is told where to look it up, never what went wrong inside. */
export function answerOfBug(requestId: string): Answered {
  return {
    status: 500,
    code: 'InternalServerError',
    detail: `Something went wrong that is not your doing; the log has it under request ${requestId}.`,
  };
}

function answerOfTransport(
  error: HttpException,
  request: HttpRequest,
  routes: readonly KnownRoute[],
): Answered | undefined {
  const status = error.getStatus();
  if (status === 404) return nothingThere(request, routes);
  const codes = TRANSPORT[status];
  return codes && { status, ...codes, detail: saidOfTransport(status, error, request) };
}

function saidOfTransport(status: number, error: HttpException, { url }: HttpRequest): string {
  if (status === 413)
    return `The body is larger than ${bodyBytesMax(pathOf(url)).toLocaleString('en-US')} bytes, the most that this path takes; send less at once.`;
  if (status === 415) return 'The body must be JSON, sent with Content-Type: application/json.';
  return sentence(error.message);
}

function nothingThere(request: HttpRequest, routes: readonly KnownRoute[]): Answered {
  const verbs = verbsOf(routes, request.url);
  if (verbs.length > 0)
    return {
      status: 405,
      code: 'MethodNotAllowed',
      azureCode: 'HttpMethodNotSupported',
      detail: `This path takes ${verbs.join(', ')}, not ${request.method}.`,
      allow: verbs,
    };
  if (surfaceOf(request.url) === 'azure') return unknownToAzure(request.url);
  return {
    status: 404,
    code: 'NotFound',
    detail: 'There is nothing at this path; /docs lists what there is.',
  };
}

function unknownToAzure(url: string): Answered {
  const elsewhere = notServedHere(url);
  if (elsewhere !== undefined) return elsewhere.answered;
  try {
    checkApiVersion(url);
  } catch (error) {
    if (error instanceof Refusal) return error.answered;
    throw error;
  }
  return unknownResourceType(`at '${pathOf(url)}'`).answered;
}

function unavailable(detail: string): Answered {
  return {
    status: 503,
    code: 'LedgerUnavailable',
    azureCode: 'BillingTransientError',
    detail,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  };
}
