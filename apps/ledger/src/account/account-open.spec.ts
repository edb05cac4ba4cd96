import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../../test/command-line';

describe('ledger account open', () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-open-'));
    writeFileSync(join(directory, 'account.json'), '{"id":"contoso"}');
    writeFileSync(join(directory, 'broken.json'), '{"id":');
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });
  const open = (...words: readonly string[]) => commandLine('account', 'open', ...words);
  const MCA = ['--agreement', 'MicrosoftCustomerAgreement'];
  const USD = ['--currency', 'USD'];

  it.each([
    [[], /name the account, or give --file/],
    [['contoso', ...USD], /--agreement is missing: one of EnterpriseAgreement, /],
    [['contoso', ...MCA], /--currency is missing: an ISO 4217 code/],
    [['contoso', '--agreement', 'Handshake'], /Allowed choices are EnterpriseAgreement, /],
    [['contoso', ...MCA, ...USD, '--card', '4242'], /It must be token,brand,last4/],
    [['contoso', ...MCA, ...USD, '--invoice', '--card', 'a,b,4242'], /cannot be used with/],
    [['contoso', ...MCA, ...USD, '--prepayment-term', 'x'], /It must be id:from:to:amount/],
    [
      ['contoso', ...MCA, ...USD, '--payment-term-days', 'soon'],
      /It must be a whole number of days/,
    ],
    [['contoso', '--file', 'account.json'], /--file holds the whole account/],
    [['--file', 'account.json', ...USD], /--file holds the whole account/],
  ])('answers %j with exit code 2 and what is wrong', async (words, message) => {
    const { code, printed, said } = await open(...words);
    expect(said).toMatch(message);
    expect([code, printed]).toEqual([2, '']);
  });

  it.each([
    ['broken.json', /--file .*broken\.json is no JSON that can be read/],
    ['nowhere.json', /ENOENT/],
  ])('says why the file %s cannot be used', async (file, message) => {
    const { code, said } = await open('--file', join(directory, file), '--data-dir', directory);
    expect([code, said]).toEqual([1, expect.stringMatching(message)]);
  });

  it('asks for a directory that a ledger was started in, and makes none', async () => {
    const { code, said } = await open('contoso', ...MCA, ...USD, '--data-dir', directory);
    expect([code, said]).toEqual([
      1,
      expect.stringContaining(`No ledger keeps its things in ${directory}`),
    ]);
  });
});
