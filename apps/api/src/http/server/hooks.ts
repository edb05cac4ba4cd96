import { type ApiParts } from '../../api-parts';
import { authenticate } from '../callers/authentication';
import { FailedAttempts } from '../callers/failed-attempts';
import { type KnownRoute } from './known-routes';
import { bodyBytesMax } from './server-limits';
import { type HttpServer } from './http-server';

/** Open to everyone: how the ledger is, and what its reference page says. */
const OPEN = /^\/(health|metrics|docs|docs-json|docs-yaml)(\/|$)/;

/** Before any body is read: the request gets a name, and its caller is known or turned away. */
export function addHooks(
  server: HttpServer,
  { verifier, unauthenticated }: Pick<ApiParts, 'verifier' | 'unauthenticated'>,
  routes: KnownRoute[],
): void {
  const failedAttempts = new FailedAttempts(unauthenticated);
  server.addHook('onRoute', (route) => {
    route.bodyLimit = bodyBytesMax(route.url);
    for (const method of [route.method].flat()) routes.push({ method, url: route.url });
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-ms-request-id', request.id);
    const route = request.routeOptions.url;
    if (route === undefined || !OPEN.test(route))
      await authenticate({ verifier, failedAttempts }, request);
  });
}
