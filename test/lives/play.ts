import {
  Calendar,
  type Day,
  Money,
  type OpenBillingAccount,
  PARTNER_CENTER_2020_05,
  type PolicyTerms,
  type PrepaymentTerm,
  prepaymentTermId,
  SELF_SERVICE_2021_04,
  tenantId,
} from '#ledger-core';
import { AccountStory } from '../support/account-story';
import { askedIn, cardOf } from './asking';
import { dayAfter, planned } from './choosing';
import {
  type AccountPlan,
  type Life,
  type PlannedStep,
  type PrepaymentPlan,
  type TermsPlan,
} from './life';
import { type LifeStep } from './life-step';
import { renewalPriceIn } from './products';
import { type Asked } from './trading';

/** What a command is about to be decided on. */
export type Attempt = Asked & Readonly<{ story: AccountStory; on: Day; terms: PolicyTerms }>;

/** Who looks on while a life is lived, and how its daily run comes by. */
export type Watch = Readonly<{
  step?: (step: LifeStep) => void;
  attempt?: (attempt: Attempt) => void;
  /** Brings an account from the day before to a day; by the command itself when absent. */
  dailyRun?: (story: AccountStory, from: Day, to: Day) => void;
}>;

/** Lives a life, from the opening of the account to its last step. */
export function play(life: Life, watch: Watch = {}): AccountStory {
  const terms = life.terms.map(termsOf);
  const [first = SELF_SERVICE_2021_04] = terms;
  const currency = Money.currency(life.account.currency);
  const story = new AccountStory(first, currency, openingOf(life.account));
  story.renewalPrice = renewalPriceIn(life);
  const { on: openedOn, ...opening } = story.opening;
  let today = openedOn;
  watch.step?.({
    on: today,
    terms: first,
    ...opening,
    events: [...story.events],
    state: story.state,
  });
  for (const step of life.steps) {
    const on = dayAfter(step.wait, today, story.state);
    const by = terms[step.terms % terms.length] ?? first;
    watch.dailyRun?.(story, today, on);
    liveStep(step, { life, story, on, by: step.by, terms: by }, watch);
    today = on;
  }
  return story;
}

function liveStep({ act }: PlannedStep, moment: Parameters<typeof askedIn>[1], watch: Watch): void {
  const { story, on, terms } = moment;
  const before = story.events.length;
  story.through(on);
  const asked = askedIn(act, moment);
  const past = { on, terms, state: story.state };
  if (asked === undefined) {
    watch.step?.({ ...past, events: story.events.slice(before) });
    return;
  }
  watch.attempt?.({ ...asked, story, on, terms });
  const { command, principal } = asked;
  const decision = story.do(on, command, { principal, terms });
  watch.step?.({ ...past, command, principal, decision, events: story.events.slice(before) });
}

const AGREEMENTS = {
  customer: 'MicrosoftCustomerAgreement',
  partner: 'MicrosoftPartnerAgreement',
  payAsYouGo: 'MicrosoftOnlineServicesProgram',
} as const;

/** R-PUR-3: the partner is named beside the customer. */
function heldByPartner({
  tenant,
  customerMayBuy,
}: Pick<AccountPlan, 'tenant' | 'customerMayBuy'>): Partial<OpenBillingAccount> {
  return {
    ...(tenant && { partnerId: tenantId('litware') }),
    ...(!customerMayBuy && { customerMayBuy }),
  };
}

function openingOf({
  payer,
  currency,
  tenant,
  customerMayBuy,
}: AccountPlan): Partial<OpenBillingAccount> {
  const ofPartner = payer.method !== 'prepayment' && payer.agreement === 'partner';
  const common = {
    ...(tenant && { tenantId: tenantId('contoso') }),
    ...(ofPartner && heldByPartner({ tenant, customerMayBuy })),
  };
  switch (payer.method) {
    case 'prepayment': {
      const terms = termsInTurn(payer.terms, Money.currency(currency));
      const payment = { method: 'prepayment', terms } as const;
      return { ...common, agreementType: 'EnterpriseAgreement', payment };
    }
    case 'invoice':
      return {
        ...common,
        agreementType: AGREEMENTS[payer.agreement],
        payment: { method: 'invoice' },
      };
    case 'card': {
      const payment = { method: 'card', card: cardOf(0) } as const;
      return { ...common, agreementType: AGREEMENTS[payer.agreement], payment };
    }
  }
}

function termsInTurn(
  plans: readonly PrepaymentPlan[],
  currency: Money.Currency,
): readonly PrepaymentTerm[] {
  let from = Calendar.day('2021-01-01');
  return plans.map(({ gap, days, amount }, index) => {
    const begins = Calendar.addDays(from, gap);
    from = Calendar.addDays(begins, days);
    return {
      termId: prepaymentTermId(`term-${index + 1}`),
      from: begins,
      to: from,
      amount: Money.money(currency, planned(amount, currency)),
    };
  });
}

function termsOf(plan: TermsPlan, index: number): PolicyTerms {
  const builtIn = plan.base === 'self-service' ? SELF_SERVICE_2021_04 : PARTNER_CENTER_2020_05;
  return {
    ...builtIn,
    version: `${builtIn.version}-${index + 1}`,
    earlyTerminationFeeRate: plan.fee,
    refundCap: { ...builtIn.refundCap, counts: plan.counts },
    lowerPriceInRefund: plan.lowerPriceInRefund,
    lowerPriceInExchange: plan.lowerPriceInExchange,
    overageOutcome: plan.overageOutcome,
  };
}
