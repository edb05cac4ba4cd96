import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { pinoHttp } from 'pino-http';
import { createLogger } from '#platform';
import { requestLogging } from './request-logging';

/** What is logged of one answer with this status. */
async function lineOf(status: number): Promise<object> {
  const lines = new EventEmitter();
  const logged = once(lines, 'line');
  const write = (line: string) => {
    lines.emit('line', JSON.parse(line));
  };
  const { pinoHttp: options } = requestLogging(createLogger('api', 'info', { write }));
  if (options === undefined || Array.isArray(options) || 'write' in options)
    throw new TypeError('No options');
  const log = pinoHttp(options);
  const server = createServer((request, response) => {
    log(request, response);
    response.writeHead(status).end();
  }).listen(0);
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}/x`);
  const [line] = (await logged) as [object];
  server.close();
  return line;
}

const [INFO, WARN, ERROR] = [30, 40, 50];

describe('the line of an answer', () => {
  it.each([
    [200, INFO],
    [404, WARN],
    [503, WARN],
  ])('with %d is of level %d, and has no stack', async (statusCode, level) => {
    const line = await lineOf(statusCode);
    expect(line).toMatchObject({ level, msg: 'request completed', res: { statusCode } });
    expect(line).not.toHaveProperty('err');
  });

  it('with 500 is an error', async () => {
    const line = await lineOf(500);
    expect(line).toMatchObject({ level: ERROR, msg: 'request errored', err: {} });
  });
});
