import { PublishExchangeRate, PublishPolicyTerms, type RequestKey } from '#application';
import { type PolicyTerms, SELF_SERVICE_2021_04 } from '#ledger-core';
import {
  decodeExchangeRateEvent,
  decodePolicyTermsEvent,
  EXCHANGE_RATES_STREAM,
  POLICY_TERMS_STREAM,
} from '#event-log';
import { recorded } from '../../test/tally.process';
import { admin, day, done, ledgerWorld } from '../../test/ledger.world';

const NEXT: PolicyTerms = {
  ...SELF_SERVICE_2021_04,
  version: 'with-a-fee',
  effectiveOn: day('2021-01-16'),
  earlyTerminationFeeRate: '0.12',
};
const RATE = { from: 'EUR', to: 'USD', on: day('2021-01-15'), rate: '1.25', source: 'ECB' };

const chosen = (key: string): RequestKey => ({ key, isIdempotencyKey: true });
const made = (key: string): RequestKey => ({ key, isIdempotencyKey: false });

const terms = (requestKey: RequestKey, change: Partial<PolicyTerms> = {}) =>
  new PublishPolicyTerms({ terms: { ...NEXT, ...change }, caller: admin, requestKey });
const rate = (requestKey: RequestKey, text = '1.25') =>
  new PublishExchangeRate({ rate: { ...RATE, rate: text }, caller: admin, requestKey });

describe('publishing terms', () => {
  test('answers the version once the tables have it, and writes it once', async () => {
    const { bus, tables } = await ledgerWorld();
    const first = await bus.execute(terms(chosen('k')));
    expect(first).toMatchObject({ outcome: 'done', answer: NEXT, replayed: false });
    expect(tables.waitedFor).toEqual([first.outcome === 'done' && first.position]);
    expect(await bus.execute(terms(chosen('k')))).toEqual({ ...first, replayed: true });

    const events = await tables.eventsOf(POLICY_TERMS_STREAM, decodePolicyTermsEvent);
    expect(events).toMatchObject([
      { type: 'OperationAccepted', data: { kind: 'PublishPolicyTerms', principal: admin } },
      { type: 'PolicyTermsPublished', data: { terms: NEXT, publishedOn: '2021-01-15' } },
    ]);
  });

  test('that the tables do not have yet is to be sent again', async () => {
    const { bus, tables } = await ledgerWorld();
    tables.isBehind = true;
    expect(await bus.execute(terms(chosen('k')))).toMatchObject({ outcome: 'unavailable' });
    tables.isBehind = false;
    expect(await bus.execute(terms(chosen('k')))).toMatchObject({
      outcome: 'done',
      replayed: true,
    });
  });

  test.each<[string, RequestKey, Partial<PolicyTerms>, string]>([
    ['the same version without a key', made('2'), {}, 'PolicyTermsVersionExists'],
    [
      'a built-in version',
      made('2'),
      { version: 'self-service-2021-04' },
      'PolicyTermsVersionExists',
    ],
    [
      'for today',
      made('2'),
      { version: 'v', effectiveOn: day('2021-01-15') },
      'PolicyTermsEffectiveTooEarly',
    ],
    [
      'of no fee there is',
      made('2'),
      { version: 'v', earlyTerminationFeeRate: '2' },
      'PolicyTermsInvalid',
    ],
    ['another version under a used key', chosen('k'), { version: 'v' }, 'KeyReused'],
  ])('%s is refused', async (_, requestKey, change, code) => {
    const { bus } = await ledgerWorld();
    done(await bus.execute(terms(chosen('k'))));
    expect(await bus.execute(terms(requestKey, change))).toMatchObject({
      outcome: 'rejected',
      rejection: { code },
    });
  });

  test('stops when its own stream is broken', async () => {
    const { shared, bus } = await ledgerWorld();
    done(await bus.execute(terms(chosen('k'))));
    const other = await ledgerWorld(undefined, shared);
    other.log.alter = (event) => ({ ...recorded(event), data: {} });
    expect(await other.bus.execute(terms(made('2'), { version: 'v' }))).toMatchObject({
      outcome: 'parked',
    });
  });
});

describe('publishing a rate', () => {
  test('answers it once the tables have it; another of the same day follows it', async () => {
    const { bus, tables } = await ledgerWorld();
    expect(await bus.execute(rate(chosen('k')))).toMatchObject({ outcome: 'done', answer: RATE });
    expect(await bus.execute(rate(chosen('k')))).toMatchObject({ replayed: true });
    expect(await bus.execute(rate(chosen('k'), '1.3'))).toMatchObject({
      rejection: { code: 'KeyReused' },
    });
    done(await bus.execute(rate(made('2'), '1.3')));
    done(await bus.execute(rate(made('3'))));

    const events = await tables.eventsOf(EXCHANGE_RATES_STREAM, decodeExchangeRateEvent);
    const rates = events.flatMap((event) =>
      event.type === 'ExchangeRatePublished' ? [event.data.rate] : [],
    );
    expect(rates).toEqual(['1.25', '1.3', '1.25']);
    expect(tables.waitedFor).toHaveLength(4);
  });

  test('that cannot be is refused with the field and what it takes', async () => {
    const { bus, log } = await ledgerWorld();
    expect(await bus.execute(rate(made('1'), '0'))).toEqual({
      outcome: 'rejected',
      rejection: {
        code: 'ExchangeRateInvalid',
        field: 'rate',
        accepted: 'decimal text above 0 with up to 12 places, such as 1.25',
      },
    });
    expect(log.appends).toEqual([]);
  });
});
