import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Params } from 'nestjs-pino';
import { type Logger } from '#platform';

const QUIET = /^\/health\//;

/** Middleware sees a shortened `url`, and the whole one beside it. */
type Asked = IncomingMessage & Readonly<{ originalUrl?: string }>;

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
        if (error !== undefined || statusCode >= 500) return 'error';
        return statusCode >= 400 ? 'warn' : 'info';
      },
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
