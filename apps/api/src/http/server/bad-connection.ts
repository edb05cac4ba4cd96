import { randomUUID } from 'node:crypto';
import { maxHeaderSize, STATUS_CODES } from 'node:http';
import { type Duplex } from 'node:stream';
import { errorCode } from '#platform';
import { surfaceOf } from '../request-and-reply';
import { presentError } from '../errors/problem.presenter';
import { type Answered } from '../errors/refusal';

const MALFORMED: Answered = {
  status: 400,
  code: 'MalformedRequest',
  azureCode: 'InvalidRequestContent',
  detail:
    'What was sent is no HTTP/1.1 request with a verb that is known; send GET, POST, PUT, PATCH or DELETE.',
};

const ANSWERS: Readonly<Record<string, Answered>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'HeadersTooLarge',
    azureCode: 'InvalidRequestContent',
    detail: `The URL and headers of the request are more than ${maxHeaderSize} bytes; send fewer or shorter ones.`,
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'RequestTimeout',
    azureCode: 'ServerTimeout',
    detail: 'The request did not arrive whole in time; send it again.',
  },
};

/** As far as the first line arrived. Callers that look for `error.code` are the more, so that without it they are answered. */
function pathSent(error: object): string {
  const packet: unknown = 'rawPacket' in error ? error.rawPacket : undefined;
  const start = Buffer.isBuffer(packet) ? packet.subarray(0, 2_048).toString('latin1') : '';
  return /^[A-Za-z]+ (\/\S*)/.exec(start)?.[1] ?? '/providers/';
}

/** What is answered that the server cannot read as a request, so that there is neither route nor hook. */
export function answerBadConnection(error: Error, socket: Duplex): void {
  const code = errorCode(error) ?? '';
  if (code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(textOfAnswer(ANSWERS[code] ?? MALFORMED, pathSent(error)));
  socket.destroy(error);
}

function textOfAnswer(answered: Answered, path: string): string {
  const requestId = randomUUID();
  const { contentType, body } = presentError(answered, surfaceOf(path), requestId);
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${answered.status} ${STATUS_CODES[answered.status] ?? 'Error'}`,
    `content-type: ${contentType}`,
    `content-length: ${Buffer.byteLength(text)}`,
    `x-ms-request-id: ${requestId}`,
    'connection: close',
    '',
    text,
  ].join('\r\n');
}
