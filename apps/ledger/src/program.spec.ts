import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { createTokenVerifier, SystemMachineClock, tenantOf } from '#platform';
import { commandLine } from '../test/command-line';
import { stylingFor } from './presentation/styling';
import { runProgram } from './program';

describe('the command line', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-cli-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it.each([
    ...['start', 'demo', 'token', 'account', 'prices', 'statement', 'daily-run'],
    ...['health', 'migrate', 'event-log', 'unpark', 'replay'],
  ])('shows the verb %s with an example in its help', async (verb) => {
    const { code, printed } = await commandLine('--help');
    expect(code).toBe(0);
    expect(printed).toMatch(new RegExp(`^  ${verb} `, 'm'));
    expect(printed).toMatch(new RegExp(`^  \\$ ledger ${verb}`, 'm'));
  });

  it.each([
    ...[
      'start',
      'token',
      'prices import',
      'prices show',
      'replay',
      'unpark',
      'daily-run',
      'health',
    ],
    ...[
      'account open',
      'account link',
      'account show',
      'account list',
      'migrate',
      'event-log stats',
    ],
    ...['statement cap', 'statement credits', 'statement documents'],
  ])('explains %s by itself, with examples', async (verb) => {
    const { code, printed } = await commandLine(...verb.split(' '), '--help');
    expect(code).toBe(0);
    expect(printed).toContain('Examples:');
    expect(printed).toContain(`$ ledger ${verb}`);
    expect(printed).toContain('--data-dir <directory>');
  });

  it('tells a verb in lines as wide as the terminal', async () => {
    const { printed } = await commandLine('account', 'open', '--help');
    expect(printed).toContain(
      'one way of paying\n(R-PUR-4). Agreement, currency and way of paying',
    );
  });

  it('groups the verbs by what they are for, and says the exit codes', async () => {
    const { printed } = await commandLine('--help');
    expect(printed.split('\n').filter((line) => line.endsWith(':'))).toEqual([
      ...['Options:', 'Getting started:', 'Day to day:', 'Operations:', 'When things go wrong:'],
      'Examples, in the order of a first day:',
    ]);
    expect(printed).toMatch(
      /0 done · 1 failed.* · 2 wrong usage.*\n.*3 refused.* · 4 nobody answers/,
    );
    const { printed: account } = await commandLine('help', 'account');
    expect(account).toMatch(/^  open \[id\] .*\n  link <account> <subscription> /m);
  });

  it('has headings stand out on a terminal, and nothing else', async () => {
    const said: string[] = [];
    const print = (text: string) => said.push(text);
    const terminal = { print, say: print, styling: stylingFor({ hasColors: () => true }) };
    const clock = new SystemMachineClock();
    await runProgram(['--help'], { terminal, clock, programs: '/nowhere' });
    const { printed } = await commandLine('--help');
    expect(said.join('\n')).toContain('\u001B[1mOperations:\u001B[22m');
    expect(stripVTControlCharacters(said.join('\n'))).toBe(printed);
  });

  it('knows its release', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await commandLine('--version')).toEqual({ code: 0, printed: version, said: '' });
  });

  it.each([
    [
      ['stert'],
      /unknown command 'stert'\n\(Did you mean start\?\)\n\(ledger --help shows every verb/,
    ],
    [['account', 'opne'], /Did you mean open\?\)\n\(ledger account --help shows how/],
    [['account'], /Usage: ledger account/],
    [['account', 'show'], /missing required argument 'account'/],
    [
      ['account', 'list', '--url', 'http://x'],
      /^--url \(LEDGER_PUBLIC_URL\): "http:\/\/x" is not accepted/,
    ],
    [['event-log', 'stats', '--url', 'https://x'], /LEDGER_EVENTSTORE_URL: .*esdb:/],
    [['daily-run', '2021-01-15'], /too many arguments/],
    [['start', '--prot', '1'], /unknown option '--prot'/],
    [['start', '--role', 'poet'], /must be one of postgres, event-store-node, projector, api/],
    [['start', '--port', 'x'], /^--port \(LEDGER_PORT\): "x" is not accepted; it must be a port/],
    [
      ['start', '--test-clock', 'noon'],
      /^--test-clock \(LEDGER_TEST_CLOCK\): "noon" is not accepted/,
    ],
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

  it('prints a token alone, without a system or even a directory, and says aside that it made one', async () => {
    const place = join(directory, 'not', 'there', 'yet');
    const words = ['--role', 'Ledger.Admin', '--role', 'Ledger.Auditor', '--data-dir', place];
    const asAlice = () => commandLine('token', '--as', 'alice@contoso.example', ...words);
    const { code, printed, said } = await asAlice();
    expect([code, said]).toEqual([
      0,
      `No ledger was started in ${place} yet: a key was made there, and the token is good for the one that is started with this --data-dir.`,
    ]);
    expect((await asAlice()).said).toBe('');
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
    ['ledger.admin', 'did you mean Ledger.Admin?'],
    ['SalesAgent', 'did you mean Partner.SalesAgent?'],
    ['Poet', 'those that do are Ledger.Admin, Ledger.Auditor, '],
  ])('doubts the role %s aside, which permits nothing', async (role, hint) => {
    const words = ['--as', 'alice', '--role', role, '--role', 'Ledger.Auditor'];
    const { code, printed, said } = await commandLine('token', ...words, '--data-dir', directory);
    expect(code).toBe(0);
    expect(printed).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(said).toContain(`${role} is no role that permits anything here: ${hint}`);
    expect(said).not.toContain('Ledger.Auditor is no role');
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
