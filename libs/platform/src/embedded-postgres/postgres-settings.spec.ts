import { crashRecovery, postgresSettings } from './postgres-settings';

const WHOLE = ['recovery_init_sync_method=syncfs'];

describe('the settings of the embedded server', () => {
  it.each([
    ['linux', '5.7.19', []],
    ['linux', '5.8.0-generic', WHOLE],
    ['linux', '6.1.0', WHOLE],
    ['linux', '4.18.0', []],
    ['darwin', '23.0.0', []],
  ])(
    'on %s %s sync the whole file system after a crash only if it tells of failures: %j',
    (platform, kernel, settings) => {
      expect(crashRecovery(platform, kernel)).toEqual(settings);
    },
  );

  it('give durability up only when told to', () => {
    expect(postgresSettings('127.0.0.1', true).join()).not.toMatch(/fsync|synchronous|full_page/);
    expect(postgresSettings('127.0.0.1', false)).toContain('fsync=off');
  });
});
