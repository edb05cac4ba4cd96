import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ApiMetrics } from './api-metrics';

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

/** Counts every answer once it is sent, whoever answered. */
export function measureRequests(server: Server, metrics: Pick<ApiMetrics, 'answered'>): void {
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
