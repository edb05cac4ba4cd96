import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type Logger } from '#platform';
import { type HttpReply, type HttpRequest, surfaceOf } from './exchange';
import { answerOfBug, answerOfFailure } from './failure';
import { type KnownRoute } from './known-routes';
import { presentError } from './problem.presenter';

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
    if (foreseen === undefined) this.logger.error({ requestId: request.id, err: error }, 'a bug');
    const answered = foreseen ?? answerOfBug(request.id);
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
