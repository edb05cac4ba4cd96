import {
  Calendar,
  decidePublishRate,
  evolvePublishedRates,
  type ExchangeRate,
  type PublishedRates,
} from '#ledger-core';

const { day } = Calendar;
const TODAY = day('2021-01-15');
const RATE: ExchangeRate = {
  from: 'EUR',
  to: 'USD',
  on: TODAY,
  rate: '1.25',
  source: 'European Central Bank',
};

const decided = (change: Partial<ExchangeRate>) =>
  decidePublishRate({ type: 'PublishExchangeRate', rate: { ...RATE, ...change } }, TODAY);

describe('an exchange rate (R-PUR-1, R-CAP-2)', () => {
  it('is published as it was given, with the day on which it was', () => {
    expect(decided({})).toEqual({
      outcome: 'accepted',
      events: [{ type: 'ExchangeRatePublished', data: { ...RATE, publishedOn: '2021-01-15' } }],
    });
  });

  it.each(['1999-01-01', '2021-01-14', '2021-01-16', '2030-12-31'])(
    'may be that of any day, such as %s: it is used from that day on',
    (on) => {
      expect(decided({ on: day(on) }).outcome).toBe('accepted');
    },
  );

  it.each<[string, Partial<ExchangeRate>, keyof ExchangeRate | undefined]>([
    ['the smallest rate there is', { rate: '0.000000000001' }, undefined],
    ['a finer one', { rate: '0.0000000000001' }, 'rate'],
    ['the largest rate there is', { rate: '999999999999' }, undefined],
    ['a larger one', { rate: '1000000000000' }, 'rate'],
    ['a rate of nothing', { rate: '0' }, 'rate'],
    ['a rate of nothing with places', { rate: '0.000' }, 'rate'],
    ['a rate below nothing', { rate: '-1.25' }, 'rate'],
    ['a rate with a comma', { rate: '1,25' }, 'rate'],
    ['a rate that begins with 0', { rate: '01.25' }, 'rate'],
    ['no rate', { rate: '' }, 'rate'],
    ['one currency', { to: 'EUR' }, 'to'],
    ['no code it is from', { from: 'eur' }, 'from'],
    ['no code it is to', { to: 'US' }, 'to'],
    ['no source', { source: ' ' }, 'source'],
  ])('%s', (_, change, field) => {
    const decision = decided(change);
    if (field === undefined) expect(decision.outcome).toBe('accepted');
    else
      expect(decision).toMatchObject({
        outcome: 'rejected',
        rejection: { code: 'ExchangeRateInvalid', field },
      });
  });

  it('says what would be accepted', () => {
    expect(decided({ to: 'EUR' })).toEqual({
      outcome: 'rejected',
      rejection: {
        code: 'ExchangeRateInvalid',
        field: 'to',
        accepted: 'another currency than EUR',
      },
    });
  });
});

test('the day of the last publishing never goes back', () => {
  const published = (state: PublishedRates, on: string) =>
    evolvePublishedRates(state, {
      type: 'ExchangeRatePublished',
      data: { ...RATE, publishedOn: day(on) },
    });
  const first = published({}, '2021-01-15');
  expect(first).toEqual({ lastPublishedOn: '2021-01-15' });
  expect(published(first, '2021-01-14')).toEqual({ lastPublishedOn: '2021-01-15' });
  expect(published(first, '2021-01-16')).toEqual({ lastPublishedOn: '2021-01-16' });
});
