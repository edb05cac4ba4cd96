import { ConfigurationError } from '../configuration/configuration';
import { databaseFailure } from './database-failure';
import { PlainError, plainFailureOf } from './plain-failure';

const URL = 'postgres://alice:secret@db.example/books';

function systemError(code: string, fields: object = {}): Error {
  return Object.assign(new Error(`said ${code}`), { code, ...fields });
}

describe('a failure to reach or open a database', () => {
  const described = (code: string) =>
    plainFailureOf(databaseFailure(systemError(code), URL, 'LEDGER_DATABASE_URL'));

  it.each([
    ['28P01', /at db\.example:5432 does not let the user "alice" in.*LEDGER_DATABASE_URL/],
    ['3D000', /at db\.example:5432 has no database "books"/],
    ['42501', /"alice" may not make tables in the database "books"/],
  ])('%s needs a person', (code, words) => {
    expect(described(code)).toMatchObject({
      message: expect.stringMatching(words) as string,
      mayPass: false,
    });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', '57P03', '53300'])('%s may pass', (code) => {
    expect(described(code)).toMatchObject({ mayPass: true });
  });

  it('never repeats the password', () => {
    for (const code of ['28P01', '3D000', 'ECONNREFUSED'])
      expect(described(code)?.message).not.toContain('secret');
  });

  it('of another kind stays what it is', () => {
    const fault = systemError('42P01');
    expect(databaseFailure(fault, URL, 'LEDGER_DATABASE_URL')).toBe(fault);
  });
});

describe('a plain failure', () => {
  it('is what says of itself whether it may pass, a wrong configuration, and what the system says of a file', () => {
    expect(plainFailureOf(new PlainError('Wait.', true))).toEqual({
      message: 'Wait.',
      mayPass: true,
    });
    const wrong = new ConfigurationError([{ key: 'LEDGER_PORT', message: 'must be one' }]);
    expect(plainFailureOf(wrong)).toEqual({
      message: '--port (LEDGER_PORT): must be one',
      mayPass: false,
    });
    const denied = plainFailureOf(systemError('EACCES', { path: '/data/tls' }));
    expect(denied?.message).toMatch(/^\/data\/tls may not be used by the user .*: start as/);
    // The system does not say of which file when the disk is full.
    expect(plainFailureOf(systemError('ENOSPC'))?.message).toBe(
      'The data directory cannot be written, for the disk is full: make room, then start again.',
    );
  });

  it('is nothing that nobody foresaw', () => {
    for (const other of [new Error('x'), 'x', undefined, systemError('EACCES')])
      expect(plainFailureOf(other)).toBeUndefined();
  });
});
