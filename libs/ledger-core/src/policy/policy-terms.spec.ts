import { usd } from '../../../../test/support/account-story';
import { day } from '../kernel/calendar';
import {
  BUILT_IN_TERMS,
  PARTNER_CENTER_2020_05,
  type PolicyTerms,
  SELF_SERVICE_2021_04,
  termsOn,
} from './policy-terms';

const versionOn = (versions: readonly PolicyTerms[], on: string) =>
  termsOn(versions, 'self-service', day(on)).version;

describe('the built-in terms', () => {
  it('say what the page of the rules says of "Manage, cancel, exchange, or refund" (2020)', () => {
    expect(PARTNER_CENTER_2020_05).toEqual({
      version: 'partner-center-2020-05',
      channel: 'partner-center',
      effectiveOn: '2020-05-04',
      earlyTerminationFeeRate: '0.12',
      freeCancellationDays: 5,
      refundCap: { limit: usd('50000'), windowDays: 365, counts: 'refundAmount' },
      prepaymentCreditValidityDays: 90,
      lowerPriceInRefund: false,
      lowerPriceInExchange: false,
      typesNotReturnable: [],
      overageOutcome: 'reopen',
    });
  });

  it('say what the page of the rules says of "Self-service exchanges and refunds" (2021)', () => {
    expect(SELF_SERVICE_2021_04).toEqual({
      version: 'self-service-2021-04',
      channel: 'self-service',
      effectiveOn: '2021-04-14',
      earlyTerminationFeeRate: '0',
      freeCancellationDays: 5,
      refundCap: { limit: usd('50000'), windowDays: 365, counts: 'cancelledCommitment' },
      prepaymentCreditValidityDays: 90,
      lowerPriceInRefund: true,
      lowerPriceInExchange: false,
      typesNotReturnable: ['Databricks', 'VMwareCloudSimple', 'RedHatOsa', 'RedHat', 'SuseLinux'],
      overageOutcome: 'reopen',
    });
  });
});

describe('the version of a channel that holds on a day', () => {
  const second = { ...SELF_SERVICE_2021_04, version: 'second', effectiveOn: day('2023-01-01') };
  const third = { ...SELF_SERVICE_2021_04, version: 'third', effectiveOn: day('2024-02-29') };
  // As they were published: the later version first.
  const versions = [...BUILT_IN_TERMS, third, second];

  it.each([
    [
      'long before the first: the first holds for all earlier days',
      '2019-01-01',
      'self-service-2021-04',
    ],
    ['the day before the first', '2021-04-13', 'self-service-2021-04'],
    ['the day of the first', '2021-04-14', 'self-service-2021-04'],
    ['the day before the second, a year end', '2022-12-31', 'self-service-2021-04'],
    ['the day of the second', '2023-01-01', 'second'],
    ['the day after it', '2023-01-02', 'second'],
    ['the day before the third', '2024-02-28', 'second'],
    ['the day of the third, a leap day', '2024-02-29', 'third'],
    ['long after', '2034-01-01', 'third'],
  ])('%s', (_, on, version) => {
    expect(versionOn(versions, on)).toBe(version);
  });

  it('a version published for a day before the first one’s holds from its own day on, and not before', () => {
    const early = { ...second, version: 'early', effectiveOn: day('2020-06-01') };
    const known = [...BUILT_IN_TERMS, early];
    expect(versionOn(known, '2020-05-31')).toBe('self-service-2021-04');
    expect(versionOn(known, '2020-06-01')).toBe('early');
    expect(versionOn(known, '2021-04-13')).toBe('early');
    expect(versionOn(known, '2021-04-14')).toBe('self-service-2021-04');
  });

  it('of two versions from one day the one published last holds', () => {
    const again = { ...second, version: 'again' };
    expect(versionOn([...BUILT_IN_TERMS, second, again], '2023-01-01')).toBe('again');
    expect(versionOn([...BUILT_IN_TERMS, again, second], '2023-01-01')).toBe('second');
  });

  it('one channel’s versions are nothing to the other', () => {
    expect(termsOn(versions, 'partner-center', day('2024-03-01'))).toBe(PARTNER_CENTER_2020_05);
  });

  it('a channel without terms is a fault', () => {
    expect(() => termsOn([PARTNER_CENTER_2020_05], 'self-service', day('2024-03-01'))).toThrow(
      RangeError,
    );
  });
});
