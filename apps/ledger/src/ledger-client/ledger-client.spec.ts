import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedTls, issueToken, SystemMachineClock, tlsFilesOf } from '#platform';
import { commandLine } from '../../test/command-line';

const SLOW_RUN_MS = 2_700;
const RUN = { through: '2021-01-15', accounts: 7, instalmentsCharged: 9, creditsExpired: 0 };
const PROBLEM = { code: 'BillingTransientError', detail: 'Others are at work. Try again.' };

type Asked = Readonly<{ method: string; url: string; key: string | undefined; token: string }>;
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const answering =
  (status: number, body: unknown): Answer =>
  (_, response) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'retry-after': '0' }).end(text);
  };

/** What stands where a ledger is expected: it answers as each test says. */
describe('the client of the command line', () => {
  let directory = '';
  let server: Server;
  let port = 0;
  let answer: Answer = answering(200, {});
  let asked: Asked[] = [];
  const url = (host = 'localhost') => `https://${host}:${port}`;
  const ledger = (...words: readonly string[]) =>
    commandLine(...words, '--data-dir', directory, '--url', url());

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-client-'));
    const clock = new SystemMachineClock();
    const { certificate: cert, key } = await embeddedTls(directory, [], clock);
    await issueToken(directory, { principal: 'root', roles: [] }, clock);
    server = createServer({ cert, key }, (request, response) => {
      const { method = '', url: path = '', headers } = request;
      const given = headers['idempotency-key'];
      const idempotencyKey = typeof given === 'string' ? given : undefined;
      asked.push({ method, url: path, key: idempotencyKey, token: headers.authorization ?? '' });
      answer(request, response);
    });
    await once(server.listen(0, '0.0.0.0'), 'listening');
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true });
  });

  it('sends a command again by the same key when it may pass, and then gives up with exit code 4', async () => {
    answer = answering(503, PROBLEM);
    const { code, said } = await ledger('account', 'link', 'contoso', 'x', '--name', 'X');
    expect([code, said]).toEqual([
      4,
      'Others are at work. Try again.\n(HTTP 503 BillingTransientError)',
    ]);
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    expect(asked[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says how far a long run is while it goes on', async () => {
    answer = (request, response) => {
      if (request.url === '/ledger/v1/dailyRuns/current')
        answering(200, { state: 'running', accountsDue: 7, accountsDone: 3 })(request, response);
      else
        setTimeout(() => {
          answering(200, { ...RUN, monthsClosed: 1 })(request, response);
        }, SLOW_RUN_MS);
    };
    const { code, printed, said } = await ledger('daily-run', '--through', '2021-01-15');
    expect([code, said]).toEqual([0, '3 of 7 accounts done, 0 instalments charged']);
    expect(printed).toContain('What was due through 2021-01-15 is done.');
    expect(printed).toMatch(/accounts with something done +7\n +instalments charged +9\n/);
  });

  it('names the account that was left behind, how many more there are, and has exit code 1', async () => {
    const leftBehind = [{ billingAccountId: 'contoso', why: 'No price is listed.' }];
    answer = answering(200, { ...RUN, monthsClosed: 1, leftBehind, leftBehindCount: 3 });
    const { code, printed } = await ledger('daily-run', '--through', '2021-01-15');
    expect(code).toBe(1);
    expect(printed).toMatch(/3 left behind:\n.*\n +contoso +No price is listed\.\n +and 2 more/);
  });

  it('says by what a token can be had that is accepted', async () => {
    answer = answering(401, { code: 'Unauthorized', detail: 'The token has ended.' });
    const { code, said } = await ledger('account', 'list');
    expect(code).toBe(3);
    expect(said).toMatch(/^The token has ended\.\n\(HTTP 401.*\n.*LEDGER_TOKEN/);
  });

  it.each([
    [200, 'health', 1],
    [502, 'health', 4],
    [200, 'account list', 1],
  ])(
    'knows an answer of %s in HTML for no ledger: %s has exit code %s',
    async (status, verb, exit) => {
      answer = answering(status, '<html>Welcome</html>');
      const { code, printed, said } = await ledger(...verb.split(' '));
      expect([code, printed, said]).toEqual([
        exit,
        '',
        `${url()} is no ledger: it answered HTTP ${status}: <html>Welcome</html>`,
      ]);
    },
  );

  it('asks for health without a token, and takes 503 for an answer', async () => {
    const parts = { database: { ready: false, why: 'no answer' }, accounts: { ready: true } };
    answer = answering(503, { status: 'notReady', parts });
    const { code, printed } = await ledger('health');
    expect(code).toBe(4);
    expect(printed).toMatch(/database +NOT READY +no answer\n +accounts +ok$/);
    expect(asked).toEqual([{ method: 'GET', url: '/health/ready', key: undefined, token: '' }]);
  });

  it('trusts the very certificate of LEDGER_TLS_CERT by whatever name it is reached', async () => {
    answer = answering(200, { status: 'ready', parts: {} });
    const words = ['health', '--data-dir', directory, '--url', url('127.0.0.2')];
    const refused = await commandLine(...words);
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('is not trusted')]);
    const { certificate, key } = tlsFilesOf(directory);
    Object.assign(process.env, { LEDGER_TLS_CERT: certificate, LEDGER_TLS_KEY: key });
    try {
      expect((await commandLine(...words)).code).toBe(0);
    } finally {
      delete process.env['LEDGER_TLS_CERT'];
      delete process.env['LEDGER_TLS_KEY'];
    }
  });
});
