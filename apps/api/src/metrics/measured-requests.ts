import { type ApiMetrics } from './api-metrics';
import { type HttpServer } from '../http/server/http-server';

/** Counts every answer once it is sent, whoever answered. */
export function measureRequests(server: HttpServer, metrics: Pick<ApiMetrics, 'answered'>): void {
  server.addHook('onResponse', (request, reply, done) => {
    metrics.answered({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    });
    done();
  });
}
