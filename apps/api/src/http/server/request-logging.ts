import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Params } from 'nestjs-pino';
import { type Logger } from '#platform';

const QUIET = /^\/(health\/|metrics$)/;

/** Middleware sees a shortened `url`, and the whole one beside it. */
type Asked = IncomingMessage & Readonly<{ originalUrl?: string }>;

/**
 * 503 is an answer that was foreseen: what is asked for is not there yet, and is to be asked for again. Where a fault of
 * ours is the reason, the failure filter logs it.
 */
const ASK_AGAIN = 503;

function isFault(statusCode: number): boolean {
  return statusCode >= 500 && statusCode !== ASK_AGAIN;
}

/** The logger makes an error of every status from 500 on, whose stack says nothing. */
function withoutError(line: Readonly<{ err: unknown }>): object {
  return Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'err'));
}

/** One line an answer, with the request's id. Headers and bodies are not logged: they hold tokens and names. */
export function requestLogging(logger: Logger): Params {
  return {
    pinoHttp: {
      logger,
      quietReqLogger: true,
      customAttributeKeys: { reqId: 'requestId' },
      autoLogging: {
        ignore: (request: Asked) => QUIET.test(request.originalUrl ?? request.url ?? ''),
      },
      customLogLevel: (_: IncomingMessage, { statusCode }: ServerResponse, error?: Error) => {
        if (error !== undefined || isFault(statusCode)) return 'error';
        return statusCode >= 400 ? 'warn' : 'info';
      },
      customErrorMessage: (_: IncomingMessage, { statusCode }: ServerResponse) =>
        isFault(statusCode) ? 'request errored' : 'request completed',
      customErrorObject: (
        _: IncomingMessage,
        { statusCode }: ServerResponse,
        error: Error,
        line: Readonly<{ err: unknown }>,
      ) => (isFault(statusCode) ? line : withoutError(line)),
      serializers: {
        req: ({ id, method, url }: Readonly<{ id: unknown; method: string; url: string }>) => ({
          id,
          method,
          url,
        }),
        res: ({ statusCode }: Readonly<{ statusCode: number }>) => ({ statusCode }),
      },
    },
  };
}
