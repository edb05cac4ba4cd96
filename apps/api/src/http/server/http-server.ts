import { type NestFastifyApplication } from '@nestjs/platform-fastify';

/** The server under the app, which takes hooks and parsers. */
export type HttpServer = ReturnType<
  ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']
>;
