import { errorCode } from '#platform';
import { type HttpRequest, surfaceOf } from '../request-and-reply';
import { presentError, type PresentedError } from '../errors/problem.presenter';
import { type Answered } from '../errors/refusal';

const MALFORMED: Answered = {
  status: 400,
  code: 'MalformedRequest',
  azureCode: 'InvalidRequestContent',
  detail: 'The URL has a % that is followed by no two hexadecimal digits of UTF-8; write % as %25.',
};

function tooLong(partLengthMax: number): Answered {
  return {
    status: 414,
    code: 'UrlTooLong',
    azureCode: 'InvalidRequestContent',
    detail: `A part of the URL's path is longer than ${partLengthMax} characters; no id is.`,
  };
}

/** What a URL is answered that the router cannot read: it has no route, so that neither hooks nor the filter see it. */
export function answerOfMalformedUrl(
  error: unknown,
  request: HttpRequest,
  partLengthMax: number,
): Pick<PresentedError, 'headers' | 'body'> & Readonly<{ status: number }> {
  const isTooLong = errorCode(error) === 'FST_ERR_MAX_PARAM_LENGTH';
  const answered = isTooLong ? tooLong(partLengthMax) : MALFORMED;
  const { contentType, body } = presentError(answered, surfaceOf(request.url), request.id);
  return {
    status: answered.status,
    headers: { 'content-type': contentType, 'x-ms-request-id': request.id },
    body,
  };
}
