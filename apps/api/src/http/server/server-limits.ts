import { randomUUID } from 'node:crypto';
import { type FastifyAdapter } from '@nestjs/platform-fastify';
import { answerBadConnection } from './bad-connection';
import { answerOfMalformedUrl } from './malformed-url';
import { queryOf } from '../input/query-names';

const MEBIBYTE = 1_048_576;

/** A body that is no price list is small; more is refused before it is read. */
const BODY_BYTES_MAX = MEBIBYTE;
/** A price list of all regions, as downloaded. */
const PRICE_LIST_BYTES_MAX = 256 * MEBIBYTE;
/** A request that has not wholly arrived by then is given up. */
const REQUEST_MILLISECONDS_MAX = 120_000;
const KEEP_ALIVE_MILLISECONDS = 65_000;
/** Ids come as full resource ids in one path segment, percent-encoded. */
const PARAMETER_LENGTH_MAX = 1_024;

const LARGE_BODIES: Readonly<Record<string, number>> = {
  '/ledger/v1/priceLists': PRICE_LIST_BYTES_MAX,
};

/** The bound on the body of a route. */
export function bodyBytesMax(url: string): number {
  return LARGE_BODIES[url] ?? BODY_BYTES_MAX;
}

type ServerOptions = NonNullable<ConstructorParameters<typeof FastifyAdapter>[0]>;

/** How the server takes requests: HTTPS, paths in any case, everything bounded. */
export function serverOptions(tls: Readonly<{ certificate: string; key: string }>): ServerOptions {
  return {
    https: { cert: tls.certificate, key: tls.key },
    bodyLimit: BODY_BYTES_MAX,
    // What comes on a connection that is still open is answered, with `connection: close`.
    return503OnClosing: false,
    requestTimeout: REQUEST_MILLISECONDS_MAX,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, { raw }) => {
      const answer = answerOfMalformedUrl(error, request, PARAMETER_LENGTH_MAX);
      raw.statusCode = answer.status;
      for (const [name, value] of Object.entries(answer.headers)) raw.setHeader(name, value);
      raw.end(JSON.stringify(answer.body));
    },
    clientErrorHandler: answerBadConnection,
    routerOptions: {
      querystringParser: queryOf,
      caseSensitive: false,
      ignoreTrailingSlash: true,
      maxParamLength: PARAMETER_LENGTH_MAX,
    },
  };
}
