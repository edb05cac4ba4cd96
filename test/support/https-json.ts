import { request } from 'node:https';
import { answerSeen } from './conformance/answer-observers';

export type Answer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed if it is JSON, else the text as it came. */
  body: unknown;
}>;

export type Asked = Readonly<{
  method: string;
  url: string;
  ca: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as it is when it is text, else as JSON. */
  body?: unknown;
}>;

/** One HTTPS call that trusts one authority, with nothing added to what the test says. */
export function call({ method, url, ca, headers = {}, body }: Asked): Promise<Answer> {
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const type = payload === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, ca, headers: { ...type, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { statusCode: status = 0, headers: answered } = response;
        const sent = payload === undefined ? {} : { sent: payload };
        answerSeen({ method, url, status, headers: answered, text, ...sent });
        resolve({ status, headers: answered, body: parsed(text) });
      });
    });
    asked.on('error', reject);
    asked.end(payload);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
