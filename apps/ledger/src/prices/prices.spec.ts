import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { commandLine } from '../../test/command-line';

const LIST = JSON.stringify({ Items: [{ type: 'Consumption' }, { type: 'Reservation' }] });

describe('a price list that is broken', () => {
  let directory = '';
  let data = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-broken-list-'));
    data = join(directory, 'data');
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });
  const fileOf = (text: string | Buffer): string => {
    const file = join(directory, 'list.json');
    writeFileSync(file, text);
    return file;
  };
  const imported = (...words: readonly string[]) =>
    commandLine('prices', 'import', ...words, '--data-dir', data);

  it.each([
    ['cut off', LIST.slice(0, -3), /is not JSON \(.+\): download the list again; nothing was/],
    ['empty', '', /is not JSON/],
    ['a page of HTML', '<!doctype html><p>Busy', /is not JSON \(it begins as HTML or XML\)/],
    ['a bare array', '[]', /A price list is a JSON object \{"Items":\[…\]\}/],
    ['without Items', '{"Error":{"Code":"TooManyRequests"}}', /nothing was imported/],
    ['without rows', '{"Items":[]}', /No row of .* is a price of a reservation/],
    ['without a price', LIST, /No row of .*; nothing was imported/],
  ])('for it is %s is refused with exit code 1, and nothing is made', async (_, text, message) => {
    const { code, said } = await imported(fileOf(text));
    expect([code, said]).toEqual([1, expect.stringMatching(message)]);
    expect(existsSync(data)).toBe(false);
  });

  it.each([
    ['gzip', gzipSync(LIST), 'it is packed by gzip): unpack it'],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004\u0014'), 'it is a ZIP archive): unpack it'],
    ['UTF-16', Buffer.from(`\uFEFF${LIST}`, 'utf16le'), 'it is UTF-16): save it as UTF-8'],
    ['UTF-16 without a mark', Buffer.from(LIST, 'utf16le'), 'it is UTF-16): save it as UTF-8'],
    ['UTF-16, the high byte first', Buffer.from(LIST, 'utf16le').swap16(), 'it is UTF-16): save'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      'it holds control characters): download',
    ],
    ['coloured', Buffer.from('\u001b[31mred'), 'it holds control characters): download'],
    ['cut off inside a letter', Buffer.from('{"Items":["é').subarray(0, -1), 'in JSON at position'],
    ['of several lines', Buffer.from('x\ny\tz'), '"x y z" is not valid JSON): download'],
  ])('for it is %s is refused in one line of plain text', async (_, bytes, message) => {
    const file = fileOf(bytes);
    const { code, said } = await imported(file);
    expect([code, said]).toEqual([1, expect.stringContaining(message)]);
    expect(said).toContain(`${file} is not JSON (`);
    expect(said).not.toMatch(/\p{Cc}|\uFFFD/u);
  });

  it('tells what became of the rows of a list that has no price', async () => {
    const { printed } = await imported(fileOf(LIST));
    expect(printed).toContain('has nothing to import');
    expect(printed).toContain(
      '        1  not-a-reservation: Only rows of type "Reservation" are prices of a term.',
    );
    const { printed: json } = await imported(fileOf(LIST), '--json');
    expect(JSON.parse(json)).toMatchObject({ imported: 0, unchanged: 0 });
  });

  it('that is no file, or not there, is refused', async () => {
    expect((await imported(directory)).said).toMatch(
      /cannot be read: EISDIR.*nothing was imported/,
    );
    const missing = await imported(join(directory, 'missing.json'));
    expect([missing.code, missing.said]).toEqual([
      1,
      expect.stringMatching(/cannot be read: ENOENT/),
    ]);
  });

  it('that has no end is refused before it fills the memory', async () => {
    const before = process.memoryUsage().rss;
    const { code, said } = await imported('/dev/zero');
    expect([code, said]).toEqual([1, expect.stringMatching(/it is larger than 128 MiB/)]);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1_048_576);
  });

  it('spoils the other lists of one command: all are read before one is imported', async () => {
    const sample = 'libs/price-list/sample/sample-prices.json';
    const { code } = await imported(sample, fileOf('{'));
    expect([code, existsSync(data)]).toEqual([1, false]);
  });

  it('may come through a pipe', async () => {
    const pipe = join(directory, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reading = imported(pipe);
    execFileSync('sh', ['-c', `printf '%s' '${LIST}' > "${pipe}" &`]);
    expect((await reading).printed).toContain('2  rows are left out:');
  });
});

describe('the words of ledger prices', () => {
  it.each([
    [['import'], /missing required argument 'file': name a price list, or give --sample/],
    [['import', 'a.json', '--sample'], /--sample imports its own list/],
    [['show', 'Standard_D2s_v3'], /missing required argument 'region'/],
    [['show', 'a', 'b', '--on', '2021-02-30'], /It must be a day, YYYY-MM-DD/],
    [['show', 'a', 'b', '--known-on', '20 March'], /It must be a day, YYYY-MM-DD/],
    [['show', 'a', 'b', '--term', '3 Years'], /Allowed choices are P1Y, P3Y, P5Y/],
    [['show', 'a', 'b', '--currency', 'dollars'], /It must be a currency/],
  ])('%j are answered with exit code 2 and what is wrong', async (words, message) => {
    const { code, said } = await commandLine('prices', ...words);
    expect([code, said]).toEqual([2, expect.stringMatching(message)]);
  });

  it('are explained with examples', async () => {
    for (const verb of ['import', 'show']) {
      const { code, printed } = await commandLine('prices', verb, '--help');
      expect(code).toBe(0);
      expect(printed).toContain(`$ ledger prices ${verb}`);
    }
  });

  it('make no ledger where there is none, to look into', async () => {
    const nowhere = join(tmpdir(), 'ledger-misspelt');
    const { code, said } = await commandLine('prices', 'show', 'a', 'b', '--data-dir', nowhere);
    expect([code, existsSync(nowhere)]).toEqual([1, false]);
    expect(said).toContain(`There is no database in ${nowhere}`);
  });
});
