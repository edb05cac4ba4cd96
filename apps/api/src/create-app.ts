import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Logger as NestLogger } from 'nestjs-pino';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { ApiModule } from './api.module';
import { type ApiParts } from './api-parts';
import { FailureFilter } from './http/failure.filter';
import { addHooks } from './http/hooks';
import { readJsonBodies } from './http/json-body';
import { type KnownRoute } from './http/known-routes';
import { closeConnectionsOnStop } from './http/stopping';
import { serverOptions } from './http/server-limits';

const API_VERSION = '1';

/** The reference of `/ledger/v1`, as served at /docs. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Reservation ledger')
    .setDescription(
      'Accounts, papers and statements of the ledger. Reservations are bought and returned by the official Azure clients, at /providers/Microsoft.Capacity. ' +
        'Money is decimal text with a currency, days are UTC. Errors are problems (RFC 9457) with `code`, `detail` and, where one is meant, `field` and `rule`.',
    )
    .setVersion(API_VERSION)
    .addBearerAuth()
    .build();
  return cleanupOpenApiDoc(SwaggerModule.createDocument(app, config));
}

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
  app.useGlobalFilters(new FailureFilter(parts.logger, routes));
  SwaggerModule.setup('docs', app, () => openApiOf(app));
  return app;
}
