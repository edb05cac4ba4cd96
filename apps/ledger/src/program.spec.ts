import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenVerifier, SystemMachineClock, tenantOf } from '#platform';
import { commandLine } from '../test/command-line';

describe('the command line', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-cli-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it.each(['start', 'token', 'prices', 'replay', 'unpark'])(
    'shows the verb %s with an example in its help',
    async (verb) => {
      const { code, printed } = await commandLine('--help');
      expect(code).toBe(0);
      expect(printed).toMatch(new RegExp(`^  ${verb} `, 'm'));
      expect(printed).toMatch(new RegExp(`^  \\$ ledger ${verb}`, 'm'));
    },
  );

  it.each([[['start']], [['token']], [['prices', 'import']], [['replay']], [['unpark']]])(
    'explains %j by itself, with examples',
    async (words) => {
      const { code, printed } = await commandLine(...words, '--help');
      expect(code).toBe(0);
      expect(printed).toContain('Examples:');
      expect(printed).toContain('--data-dir <directory>');
    },
  );

  it.each([
    [['stert'], /unknown command 'stert'/],
    [['start', '--prot', '1'], /unknown option '--prot'/],
    [['start', '--role', 'poet'], /must be one of postgres, event-store-node, projector, api/],
    [['start', '--port', 'x'], /LEDGER_PORT: "x" is not accepted; it must be a port/],
    [['start', '--test-clock', 'noon'], /LEDGER_TEST_CLOCK: "noon" is not accepted/],
    [['token'], /required option '--as <name>' not specified/],
    [['token', '--as', ''], /--as/],
    [['prices', 'import'], /missing required argument 'file'/],
    [['replay', 'contoso'], /too many arguments/],
    [['unpark'], /name one account or stream, or give --all/],
    [['unpark', 'contoso', '--all'], /name one account or stream, or give --all/],
  ])('answers %j with exit code 2 and what is wrong', async (words, message) => {
    const { code, printed, said } = await commandLine(...words);
    expect(said).toMatch(message);
    expect([code, printed]).toEqual([2, '']);
  });

  it('prints a token and nothing else, without a system or even a directory', async () => {
    const place = join(directory, 'not', 'there', 'yet');
    const words = ['--role', 'Ledger.Admin', '--role', 'Ledger.Auditor', '--data-dir', place];
    const { code, printed, said } = await commandLine(
      'token',
      '--as',
      'alice@contoso.example',
      ...words,
    );
    expect([code, said]).toEqual([0, '']);
    expect(printed).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const clock = new SystemMachineClock();
    const verifier = await createTokenVerifier({ dataDirectory: place, oidc: undefined }, clock);
    expect(await verifier.verify(`Bearer ${printed}`)).toEqual({
      kind: 'verified',
      principal: {
        oid: 'alice@contoso.example',
        tid: tenantOf('x@contoso.example'),
        roles: ['Ledger.Admin', 'Ledger.Auditor'],
      },
    });
  });

  it.each([
    ['no-such-file.json', /no-such-file\.json cannot be read: ENOENT/],
    [__filename, /is not JSON .*nothing was imported/],
    ['package.json', /A price list is a JSON object \{"Items"/],
  ])('refuses to import %s and says why, before any database is touched', async (file, message) => {
    const { code, said } = await commandLine('prices', 'import', file, '--data-dir', directory);
    expect(code).toBe(1);
    expect(said).toMatch(message);
    expect(existsSync(join(directory, 'postgres'))).toBe(false);
  });
});
