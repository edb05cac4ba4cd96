import { AccountStory, D2S, rejectionOf, usd } from '../../../../test/support/account-story';
import {
  BUILT_IN_TERMS,
  Calendar,
  decidePublishTerms,
  evolvePublishedTerms,
  Money,
  PARTNER_CENTER_2020_05,
  type PolicyTerms,
  type PublishedTerms,
  type ReservationId,
  SELF_SERVICE_2021_04,
  termsOn,
} from '#ledger-core';

const { day } = Calendar;
const TODAY = day('2022-12-31');
const NEXT: PolicyTerms = {
  ...SELF_SERVICE_2021_04,
  version: 'self-service-2023-01',
  effectiveOn: day('2023-01-01'),
  earlyTerminationFeeRate: '0.12',
};

function published(versions: PublishedTerms, terms: PolicyTerms, on = TODAY): PublishedTerms {
  const decision = decidePublishTerms({ type: 'PublishPolicyTerms', terms }, versions, on);
  if (decision.outcome === 'rejected') throw new Error(JSON.stringify(decision.rejection));
  return decision.events.reduce(evolvePublishedTerms, versions);
}

const refusalOf = (terms: PolicyTerms, on = TODAY) => {
  const decision = decidePublishTerms({ type: 'PublishPolicyTerms', terms }, BUILT_IN_TERMS, on);
  return decision.outcome === 'rejected' ? decision.rejection : undefined;
};

describe('a new version of the terms', () => {
  it('is published with the day on which it was', () => {
    const command = { type: 'PublishPolicyTerms', terms: NEXT } as const;
    expect(decidePublishTerms(command, BUILT_IN_TERMS, TODAY)).toEqual({
      outcome: 'accepted',
      events: [{ type: 'PolicyTermsPublished', data: { terms: NEXT, publishedOn: '2022-12-31' } }],
    });
  });

  it.each([
    ['below its effective day', '2022-12-31', 'self-service-2021-04', '0'],
    ['at it', '2023-01-01', 'self-service-2023-01', '0.12'],
    ['above it', '2023-01-02', 'self-service-2023-01', '0.12'],
  ])('holds from its effective day on: %s', (_, on, version, earlyTerminationFeeRate) => {
    const versions = published(BUILT_IN_TERMS, NEXT);
    expect(termsOn(versions, 'self-service', day(on))).toMatchObject({
      version,
      earlyTerminationFeeRate,
    });
    expect(termsOn(versions, 'partner-center', day(on))).toBe(PARTNER_CENTER_2020_05);
  });

  it('two may wait for their days, published in either order', () => {
    const later = { ...NEXT, version: 'later', effectiveOn: day('2024-02-29') };
    for (const [one, other] of [
      [NEXT, later],
      [later, NEXT],
    ] as const) {
      const versions = published(published(BUILT_IN_TERMS, one), other);
      const on = ['2022-12-31', '2023-01-01', '2024-02-28', '2024-02-29'];
      expect(on.map((each) => termsOn(versions, 'self-service', day(each)).version)).toEqual([
        'self-service-2021-04',
        'self-service-2023-01',
        'self-service-2023-01',
        'later',
      ]);
    }
  });

  it('leaves the versions it was decided on as they were', () => {
    const versions = published(BUILT_IN_TERMS, NEXT);
    expect(versions).toEqual([PARTNER_CENTER_2020_05, SELF_SERVICE_2021_04, NEXT]);
    expect(BUILT_IN_TERMS).toEqual([PARTNER_CENTER_2020_05, SELF_SERVICE_2021_04]);
  });
});

describe('what speaks against publishing', () => {
  it.each(['partner-center-2020-05', 'self-service-2021-04'])('%s is taken', (version) => {
    expect(refusalOf({ ...NEXT, version })).toEqual({ code: 'PolicyTermsVersionExists', version });
  });

  it('a version published before is taken, also in the other channel', () => {
    const versions = published(BUILT_IN_TERMS, NEXT);
    const terms: PolicyTerms = {
      ...NEXT,
      channel: 'partner-center',
      effectiveOn: day('2025-01-01'),
    };
    expect(decidePublishTerms({ type: 'PublishPolicyTerms', terms }, versions, TODAY)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'PolicyTermsVersionExists', version: 'self-service-2023-01' },
    });
  });

  it.each([
    ['yesterday', '2022-12-30'],
    ['today', '2022-12-31'],
  ])('an effective day of %s: terms never rewrite what was decided', (_, on) => {
    const effectiveOn = day(on);
    expect(refusalOf({ ...NEXT, effectiveOn })).toEqual({
      code: 'PolicyTermsEffectiveTooEarly',
      effectiveOn,
      today: '2022-12-31',
    });
  });

  it('tomorrow is early enough', () => {
    expect(refusalOf({ ...NEXT, effectiveOn: day('2023-01-01') })).toBeUndefined();
  });

  const { refundCap } = NEXT;
  const EUR = Money.currency('EUR');
  it.each<[string, Partial<PolicyTerms>, keyof PolicyTerms | undefined]>([
    ['a fee of nothing', { earlyTerminationFeeRate: '0' }, undefined],
    ['a fee of 100 %', { earlyTerminationFeeRate: '1.00' }, undefined],
    ['a fee of more than 100 %', { earlyTerminationFeeRate: '1.01' }, 'earlyTerminationFeeRate'],
    ['a fee below nothing', { earlyTerminationFeeRate: '-0.12' }, 'earlyTerminationFeeRate'],
    ['a fee in per cent', { earlyTerminationFeeRate: '12 %' }, 'earlyTerminationFeeRate'],
    ['a fee of no text', { earlyTerminationFeeRate: '' }, 'earlyTerminationFeeRate'],
    ['no free days', { freeCancellationDays: 0 }, undefined],
    ['free days below 0', { freeCancellationDays: -1 }, 'freeCancellationDays'],
    ['half a free day', { freeCancellationDays: 0.5 }, 'freeCancellationDays'],
    ['a century of free days', { freeCancellationDays: 36_525 }, undefined],
    ['more than a century', { freeCancellationDays: 36_526 }, 'freeCancellationDays'],
    ['a cap of nothing', { refundCap: { ...refundCap, limit: usd('0') } }, undefined],
    ['a cap below nothing', { refundCap: { ...refundCap, limit: usd('-0.01') } }, 'refundCap'],
    [
      'a cap in euro',
      { refundCap: { ...refundCap, limit: Money.money(EUR, '50000') } },
      'refundCap',
    ],
    ['a window of a day', { refundCap: { ...refundCap, windowDays: 1 } }, undefined],
    ['a window of no day', { refundCap: { ...refundCap, windowDays: 0 } }, 'refundCap'],
    ['credit valid for a day', { prepaymentCreditValidityDays: 1 }, undefined],
    [
      'credit valid for no day',
      { prepaymentCreditValidityDays: 0 },
      'prepaymentCreditValidityDays',
    ],
  ])('%s', (_, change, field) => {
    const refusal = refusalOf({ ...NEXT, ...change });
    if (field === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ code: 'PolicyTermsInvalid', field });
  });
});

describe('what is said of terms that cannot be', () => {
  it('names the field and what it takes', () => {
    expect(refusalOf({ ...NEXT, earlyTerminationFeeRate: '12' })).toEqual({
      code: 'PolicyTermsInvalid',
      field: 'earlyTerminationFeeRate',
      accepted: 'decimal text from 0 to 1, such as 0.12',
    });
    expect(refusalOf({ ...NEXT, freeCancellationDays: -1 })).toEqual({
      code: 'PolicyTermsInvalid',
      field: 'freeCancellationDays',
      accepted: 'a whole number of days, 0 or more',
    });
  });
});

describe('R-REC-1: changed terms never rewrite what was decided', () => {
  const changed: PolicyTerms = {
    ...NEXT,
    refundCap: { limit: usd('1000'), windowDays: 30, counts: 'refundAmount' },
  };
  const versions = published(BUILT_IN_TERMS, changed);
  const oneYear = { ...D2S, term: 'P1Y' as const };
  const refund = (story: AccountStory, id: ReservationId, on: string) => {
    const terms = termsOn(versions, 'self-service', day(on));
    return story.do(on, story.refundCommand(id, { on }), { terms });
  };

  it('what counts towards the cap goes on counting as it did, in amount and in days', () => {
    const story = new AccountStory();
    // 365.00 for the 365 days from 22 December 2022: on the 28th 6 are used, and 359.00 count.
    const early = story.buy({ on: '2022-12-22', price: '365', product: oneYear });
    refund(story, early, '2022-12-28');
    // 730.00 for 365 days from 1 February: 9 used are 18.00; 712.00 count, before a fee of 85.44.
    const late = story.buy({ on: '2023-02-01', price: '730', product: oneYear });
    // 359.00 + 712.00 is 71.00 over the new limit of 1,000.00; the old window of 365 days goes on.
    expect(rejectionOf(refund(story, late, '2023-02-10'))).toMatchObject({
      code: 'RefundCapExceeded',
      limit: usd('1000'),
      counting: usd('712.00'),
      capUsed: usd('359.00'),
      available: usd('641.00'),
      exceededBy: usd('71.00'),
      fitsOn: '2023-12-28',
    });
    expect(story.facts('ReservationReturned')).toMatchObject([
      {
        fee: usd('0.00'),
        cap: { measure: 'cancelledCommitment', usd: usd('359.00'), replenishesOn: '2023-12-28' },
        terms: { channel: 'self-service', version: 'self-service-2021-04' },
      },
    ]);
  });

  it('a limit lowered below what is used leaves nothing, and never less', () => {
    const story = new AccountStory();
    const early = story.buy({ on: '2022-12-22', price: '2000', product: oneYear });
    refund(story, early, '2022-12-22');
    const late = story.buy({ on: '2023-02-01', price: '0.01', product: oneYear });
    expect(rejectionOf(refund(story, late, '2023-02-01'))).toMatchObject({
      capUsed: usd('2000.00'),
      available: usd('0.00'),
      exceededBy: usd('1000.01'),
    });
  });

  it('what is decided by the new terms names them', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2022-12-22', price: '365', product: oneYear });
    // 10 of 365 used: 355.00, less 12 %: 42.60.
    refund(story, id, '2023-01-01');
    expect(story.facts('ReservationReturned')).toMatchObject([
      {
        prorated: usd('355.00'),
        fee: usd('42.60'),
        refund: usd('312.40'),
        cap: { measure: 'refundAmount', usd: usd('355.00'), replenishesOn: '2023-01-31' },
        terms: { channel: 'self-service', version: 'self-service-2023-01' },
      },
    ]);
  });

  it('the refund of a reservation bought before is by the terms of the day of the refund', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2022-12-22', price: '365', product: oneYear, quantity: 2 });
    refund(story, id, '2022-12-31');
    const later = new AccountStory();
    const same = later.buy({ on: '2022-12-22', price: '365', product: oneYear, quantity: 2 });
    refund(later, same, '2023-01-01');
    const fees = [story, later].map((each) => each.facts('ReservationReturned')[0]?.fee);
    // Nothing on the last day of the old terms; 12 % of 710.00 on the first of the new.
    expect(fees).toEqual([usd('0.00'), usd('85.20')]);
  });
});
