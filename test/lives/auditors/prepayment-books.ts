import { total } from './whole-cents';

/** A term's balance or a refund credit, usable on `[from, to)`. */
export type Balance = { readonly from: string; readonly to: string; remaining: bigint };

export type PrepaymentBooks = {
  isEnrolment: boolean;
  readonly terms: Map<string, Balance>;
  readonly credits: Map<string, Balance>;
};

export function newPrepaymentBooks(): PrepaymentBooks {
  return { isEnrolment: false, terms: new Map(), credits: new Map() };
}

/** What can be drawn, and under what id. */
export type Source = Readonly<{ id: string; balance: Balance }>;

function isUsable({ from, to }: Balance, on: string): boolean {
  return from <= on && on < to;
}

export function termOn(
  { terms }: PrepaymentBooks,
  on: string,
): readonly [string, Balance] | undefined {
  return [...terms].find(([, term]) => isUsable(term, on));
}

/** R-PUR-4: in the order in which a charge draws them; of two that expire on a day the older first. */
export function sourcesOn(books: PrepaymentBooks, on: string): readonly Source[] {
  const credits = [...books.credits]
    .filter(([, credit]) => isUsable(credit, on))
    .map(([id, balance]) => ({ id, balance }));
  credits.sort((a, b) =>
    a.balance.to === b.balance.to ? 0 : a.balance.to < b.balance.to ? -1 : 1,
  );
  const term = termOn(books, on);
  return term === undefined ? credits : [...credits, { id: term[0], balance: term[1] }];
}

export function availableOn(books: PrepaymentBooks, on: string): bigint {
  return total(sourcesOn(books, on).map(({ balance }) => balance.remaining));
}
