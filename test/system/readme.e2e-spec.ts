import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildProduct, Product } from './product';

const ROOT = resolve(__dirname, '../..');
const START = '<!-- first calls: start';
const END = '<!-- first calls: end -->';
const CALLS_MS_MAX = 60_000;

/** The shell commands between the marks, as a newcomer would paste them. */
function firstCalls(): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const section = readme.slice(readme.indexOf(START), readme.indexOf(END));
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands).join('\n');
}

describe('the first calls of the README', () => {
  const product = new Product();
  beforeAll(async () => {
    buildProduct();
    await product.start();
    await product.untilReady();
  });
  afterAll(() => product.sweep(false));

  it('go through as printed, with curl and with the official client', () => {
    const commands = firstCalls();
    expect(commands).toContain('first-refund.mjs');
    // The newcomer is alone on the machine; the test has a directory and a port of its own.
    const script = commands
      .replaceAll('https://localhost:8443', product.url)
      .replaceAll('--cacert .ledger/', `--cacert ${product.directory}/`)
      .replace(
        'first-refund.mjs "$TOKEN"',
        `first-refund.mjs "$TOKEN" ${product.url} ${product.directory}/tls/ca.pem`,
      );
    const run = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: ROOT,
      env: { ...process.env, LEDGER_DATA_DIR: product.directory },
      encoding: 'utf8',
      timeout: CALLS_MS_MAX,
    });
    expect({ status: run.status, errors: run.status === 0 ? '' : run.stderr + run.stdout }).toEqual(
      {
        status: 0,
        errors: '',
      },
    );
    // One upfront at 1,200; then two by the month at 3,600 each, one given back on the day of the purchase.
    expect(run.stdout).toContain('"total":{"currency":"USD","amount":"1200.00"}');
    expect(run.stdout).toContain('"available":{"currency":"USD","amount":"50000.00"}');
    expect(run.stdout).toContain('36 instalments, 7200 USD in all');
    expect(run.stdout).toContain('one of two given back: 100 now,');
    expect(run.stdout).toContain('3500 that will not be charged');
    expect(run.stdout).toMatch(
      /"number":"contoso-000002".*"status":"Void"|"status":"Void".*"number":"contoso-000002"/s,
    );
  });
});
