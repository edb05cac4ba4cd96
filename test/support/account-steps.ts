import {
  Calendar,
  type Decision,
  type PolicyTerms,
  prepaymentTermId,
  type ReservationId,
  SELF_SERVICE_2021_04,
} from '#ledger-core';
import {
  AccountStory,
  D2S,
  expectAccepted,
  type Purchase,
  type Refund,
  rejectionOf,
  usd,
} from './account-story';

const ONE_YEAR = { ...D2S, term: 'P1Y' as const };

/** A story whose reservations go by names. What is left of a partial return keeps the name. */
export type Told = Readonly<{ story: AccountStory; named: Map<string, ReservationId> }>;

export type Act = (told: Told) => Decision | undefined;

/** What is done, and every paper and balance after it, worked out by hand. */
export type Step = readonly [what: string, act: Act, after: string];

/** A table: each step is carried out, and what `shown` tells of the account after it must be as written. */
export function tells(
  name: string,
  { story: begin, shown }: Readonly<{ story: () => AccountStory; shown: (told: Told) => string }>,
  steps: readonly Step[],
): void {
  it(name, () => {
    const told: Told = { story: begin(), named: new Map() };
    const seen = steps.map(([what, act]) => {
      const decision = act(told);
      if (decision !== undefined) expectAccepted(decision);
      return [what, shown(told)];
    });
    expect(seen).toEqual(steps.map(([what, , after]) => [what, after]));
  });
}

/** A prepayment term of an enrolment; its id is t1, t2 in their order. */
export type Term = readonly [from: string, to: string, amount: string];

const termOf = ([from, to, amount]: Term, number: number) => ({
  termId: prepaymentTermId(`t${String(number)}`),
  from: Calendar.day(from),
  to: Calendar.day(to),
  amount: usd(amount),
});

/** An Enterprise Agreement; without terms it pays everything as overage. */
export const enrolment =
  (terms: readonly Term[] = [], policy: PolicyTerms = SELF_SERVICE_2021_04) =>
  (): AccountStory =>
    new AccountStory(policy, undefined, {
      agreementType: 'EnterpriseAgreement',
      payment: {
        method: 'prepayment',
        terms: terms.map((term, index) => termOf(term, index + 1)),
      },
    });

export const addsTerm =
  (on: string, number: number, term: Term): Act =>
  ({ story }) =>
    story.do(on, { type: 'AddPrepaymentTerm', ...termOf(term, number) });

/** Reservations of one year; the list price is that of the whole term of one unit. */
type Bought = Readonly<{
  price: string;
  plan?: 'Upfront' | 'Monthly';
  quantity?: number;
  renew?: boolean;
}>;

export const buys =
  (on: string, name: string, purchase: Bought): Act =>
  ({ story, named }) => {
    named.set(name, story.buy({ on, product: ONE_YEAR, ...purchase }));
    return undefined;
  };

export const refunds =
  (on: string, name: string, quantity?: number): Act =>
  (told) => {
    const decision = told.story.refund(idOf(told, name), {
      on,
      ...(quantity !== undefined && { quantity }),
    });
    nameSiblings(told, [name]);
    return decision;
  };

/** What is given back: a name alone is the whole of it, at the list price of the purchase. */
type Returned = string | readonly [name: string, how: Omit<Refund, 'on'>];

/** Returns reservations for others, in one exchange; `bought` by their names. */
export const exchanges =
  (on: string, returned: readonly Returned[], bought: Readonly<Record<string, Bought>>): Act =>
  (told) => {
    const { story, named } = told;
    story.through(on);
    const items = returned.map((item) => {
      if (typeof item === 'string') return story.toReturn(idOf(told, item));
      const [name, how] = item;
      return story.toReturn(idOf(told, name), how);
    });
    const purchases: readonly Omit<Purchase, 'on'>[] = Object.values(bought).map((item) => ({
      product: ONE_YEAR,
      ...item,
    }));
    const decision = story.exchange(on, items, purchases);
    if (decision.outcome === 'rejected') return decision;
    const ids = story.facts('ReservationPurchased').slice(-purchases.length);
    Object.keys(bought).forEach((name, index) => {
      const id = ids[index]?.reservationId;
      if (id !== undefined) named.set(name, id);
    });
    nameSiblings(
      told,
      returned.map((item) => (typeof item === 'string' ? item : item[0])),
    );
    return decision;
  };

export const splits =
  (on: string, name: string, parts: Readonly<Record<string, number>>): Act =>
  (told) => {
    const ids = told.story.split(on, idOf(told, name), Object.values(parts));
    Object.keys(parts).forEach((part, index) => {
      const id = ids[index];
      if (id !== undefined) told.named.set(part, id);
    });
    return undefined;
  };

export const merges =
  (on: string, sources: readonly string[], name: string): Act =>
  (told) => {
    const decision = told.story.merge(
      on,
      sources.map((source) => idOf(told, source)),
    );
    const merged = told.story.facts('ReservationsMerged').at(-1);
    if (merged !== undefined) told.named.set(name, merged.destination.reservationId);
    return decision;
  };

export const pays =
  (on: string, number: number, amount: string): Act =>
  ({ story }) =>
    story.pay(on, `contoso-${String(number).padStart(6, '0')}`, amount);

/** The daily run, up to and including a day. */
export const dayIs =
  (on: string): Act =>
  ({ story }) => {
    story.through(on);
    return undefined;
  };

/** Other terms hold from here on. */
export const termsAre =
  (terms: PolicyTerms): Act =>
  ({ story }) => {
    Object.assign(story, { terms });
    return undefined;
  };

/** The step is refused, with at least this, and changes nothing. */
export const isRefused =
  (act: Act, rejection: Readonly<Record<string, unknown>>): Act =>
  (told) => {
    const decision = act(told);
    if (decision === undefined) throw new Error('Nothing was decided');
    expect(rejectionOf(decision)).toMatchObject(rejection);
    return undefined;
  };

export function idOf({ named }: Told, name: string): ReservationId {
  const id = named.get(name);
  if (id === undefined) throw new Error(`Nothing goes by the name ${name}`);
  return id;
}

function nameSiblings({ story, named }: Told, names: readonly string[]): void {
  for (const { reservationId, sibling } of story.facts('ReservationReturned'))
    for (const name of names)
      if (sibling !== undefined && named.get(name) === reservationId)
        named.set(name, sibling.reservationId);
}
