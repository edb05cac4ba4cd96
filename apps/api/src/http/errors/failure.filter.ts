import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type Logger } from '#platform';
import { type HttpReply, type HttpRequest, surfaceOf } from '../request-and-reply';
import { callerOf } from '../callers/authentication';
import { answerOfBug, answerOfFailure } from './failure';
import { type KnownRoute } from '../server/known-routes';
import { presentError } from './problem.presenter';
import { type Answered, Refusal } from './refusal';
import { readsAll } from '../callers/roles.guard';

/** The one place where an error becomes an answer. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly routes: readonly KnownRoute[],
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<HttpRequest>();
    const reply = host.switchToHttp().getResponse<HttpReply>();
    const foreseen = answerOfFailure(error, request, this.routes);
    const answered = knownTo(request, foreseen ?? answerOfBug(request.id));
    if (answered.status >= 500 && !(error instanceof Refusal)) {
      const what = foreseen === undefined ? 'a bug' : 'out of reach';
      this.logger.error({ requestId: request.id, err: error }, what);
    }
    if (reply.sent) return;
    const { contentType, headers, body } = presentError(
      answered,
      surfaceOf(request.url),
      request.id,
    );
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    reply.code(answered.status).header('content-type', contentType).send(body);
  }
}

/** What an answer says to its caller: not everybody may know what is inside an account. */
function knownTo(request: HttpRequest, answered: Answered): Answered {
  const { detailForOthers } = answered;
  if (detailForOthers === undefined || readsAll(callerOf(request))) return answered;
  return { ...answered, detail: detailForOthers };
}
