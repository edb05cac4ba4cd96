import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { Logger as NestLogger } from 'nestjs-pino';
import { ApiModule } from './api.module';
import { type ApiParts } from './api-parts';
import { committedReference } from './docs/committed-docs';
import { openApiOf } from './docs/open-api';
import { servePolicyRules } from './docs/policy-rules-page';
import { FailureFilter } from './http/errors/failure.filter';
import { addHooks } from './http/server/hooks';
import { readJsonBodies } from './http/server/json-body';
import { type KnownRoute } from './http/server/known-routes';
import { closeConnectionsOnStop } from './http/server/stopping';
import { serverOptions } from './http/server/server-limits';
import { ApiMetrics } from './metrics/api-metrics';
import { measureRequests } from './metrics/measured-requests';

/** The API, ready to listen. Signals are for its starter to handle: Nest would re-raise them. */
export async function createApp(parts: ApiParts): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.register(parts),
    new FastifyAdapter(serverOptions(parts.tls)),
    { bufferLogs: true, abortOnError: false, bodyParser: false },
  );
  app.useLogger(app.get(NestLogger));
  const routes: KnownRoute[] = [];
  const server = app.getHttpAdapter().getInstance();
  closeConnectionsOnStop(server, () => parts.waiter.close());
  readJsonBodies(server);
  addHooks(server, parts, routes);
  measureRequests(server, app.get(ApiMetrics));
  servePolicyRules(server);
  app.useGlobalFilters(new FailureFilter(parts.logger, routes));
  SwaggerModule.setup('docs', app, () => committedReference() ?? openApiOf(app), {
    customSiteTitle: 'Reservation ledger',
    swaggerOptions: { filter: true },
  });
  return app;
}
