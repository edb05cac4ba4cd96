import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { completeDocument } from './complete-document';
import { INTRODUCTION } from './introduction';
import { withoutSecondNames, withPlainNames } from './named-schemas';
import { TAGS } from './tags';

const API_VERSION = '1';
const OPEN_API_VERSION = '3.1';

/** The reference of the API as the code has it. `docs/openapi.json` is made from it, with examples. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder();
  for (const [name, description] of TAGS) builder.addTag(name, description);
  const config = builder
    .setTitle('Reservation ledger')
    .setDescription(INTRODUCTION)
    .setVersion(API_VERSION)
    .setOpenAPIVersion(`${OPEN_API_VERSION}.0`)
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationId });
  const cleaned = cleanupOpenApiDoc(withoutSecondNames(document), { version: OPEN_API_VERSION });
  return completeDocument(withPlainNames(cleaned));
}

/** `billingAccounts.open`: the controller, and what it does. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}.${method}`;
}
