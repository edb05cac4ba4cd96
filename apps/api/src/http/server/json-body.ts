import { headerOf } from '../request-and-reply';
import { Refusal } from '../errors/refusal';
import { type HttpServer } from './http-server';

const JSON_TYPE = 'application/json';

/**
 * Bodies are JSON and nothing else. An empty one is none, whatever type it is said to have: clients name a type on
 * calls without a body too.
 */
export function readJsonBodies(server: HttpServer): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser<Buffer>(
    JSON_TYPE,
    { parseAs: 'buffer' },
    (request, bytes, done): void => {
      if (bytes.length === 0) {
        done(null, undefined);
        return;
      }
      const encoding = headerOf(request, 'content-encoding') ?? 'identity';
      if (encoding.toLowerCase() !== 'identity') {
        done(encoded(encoding));
        return;
      }
      const text = bytes.toString();
      void parse(request, text, (error: Error | null, body?: unknown) => {
        done(error === null ? null : notTaken(text), body);
      });
    },
  );
}

function encoded(encoding: string): Refusal {
  return new Refusal({
    status: 415,
    code: 'UnsupportedMediaType',
    azureCode: 'InvalidRequestContent',
    detail: `The body is sent with Content-Encoding: ${encoding.slice(0, 64)}; send it as it is.`,
  });
}

/** Valid JSON that is not taken has a name in it by which programs are subverted. */
function notTaken(text: string): Refusal {
  return new Refusal({
    status: 400,
    code: 'MalformedRequest',
    azureCode: 'InvalidRequestContent',
    detail: isJson(text)
      ? 'The body has a field named __proto__, or constructor with a prototype; leave it out, no request has one.'
      : 'The body is not valid JSON, though its Content-Type says so; check its quotes, commas and brackets.',
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
