import {
  type BillingAccount,
  Calendar,
  type Day,
  Money,
  nextDueDay,
  type PolicyTerms,
  type Principal,
  principalId,
  type PrincipalId,
  type ReservationId,
  type ReservationOrderId,
  type ReservationState,
  tenantId,
} from '#ledger-core';
import { ALICE, type AccountStory } from '../support/account-story';
import { decimalsOf, withPlaces } from './auditors/whole-cents';
import { type Caller, type Life, type Pick, type Wait } from './life';

/** Where in its life an account stands when something is asked of it. */
export type Moment = Readonly<{
  life: Life;
  story: AccountStory;
  on: Day;
  by: Caller;
  terms: PolicyTerms;
}>;

/** Plans count in cents. */
const PLANNED_DECIMALS = 2;

/** So far ahead a life looks for something to wait for. */
const WAIT_DAYS_MAX = 400;

export function chosen<Item>(items: readonly Item[], index: number): Item | undefined {
  return items[index % Math.max(items.length, 1)];
}

type Known = readonly [ReservationId, Readonly<ReservationState>];

export function activeReservations({ reservations }: BillingAccount): readonly Known[] {
  return [...reservations].filter(([, { status }]) => status === 'Active');
}

export function pickReservation(state: BillingAccount, pick: Pick): Known | undefined {
  if (pick.among === 'all') return chosen([...state.reservations], pick.index);
  const active = activeReservations(state);
  const merged = active.filter(([, { shares }]) => pick.among === 'merged' && shares.length > 1);
  if (merged.length > 0) return chosen(merged, pick.index);
  return chosen(pick.among === 'newest' ? active.slice(-3).reverse() : active, pick.index);
}

export const PRINCIPALS = {
  alice: ALICE.id,
  bob: principalId('bob@contoso.example'),
  carol: principalId('carol@contoso.example'),
  mallory: principalId('mallory@contoso.example'),
} as const;

/** Who asks: an owner of the order, where there is one and the life does not say who else. */
export function callerOf({ story, by }: Moment, orderId?: ReservationOrderId): Principal {
  if (by === 'foreigner') return foreigner(story.state);
  if (by !== 'owner') return of(directoryOf(story.state, orderId), PRINCIPALS[by]);
  const order = orderId === undefined ? undefined : story.state.orders.get(orderId);
  if (order === undefined) return of(tenantToBuyFrom(story.state), ALICE.id);
  const [owner = ALICE.id] = order.owners;
  const bound = order.ownerTenants.find(({ principal }) => principal === owner);
  return of(bound?.tenantId ?? directoryOf(story.state, orderId), owner);
}

/** A namesake: where a partner holds the account, its agent, who may buy and is no Owner for that. */
function foreigner({ opened }: BillingAccount): Principal {
  const { partnerId } = opened ?? {};
  if (partnerId === undefined) return { ...ALICE, tenantId: tenantId('fabrikam') };
  return { ...ALICE, tenantId: partnerId, roles: ['Partner.AdminAgent'] };
}

function of(tenant: Principal['tenantId'], id: PrincipalId): Principal {
  return { id, roles: [], ...(tenant !== undefined && { tenantId: tenant }) };
}

const SELDOM = 8;

/** Where any tenant may buy, two do. */
function tenantToBuyFrom({ opened, ordersPlaced }: BillingAccount): Principal['tenantId'] {
  const isSeldom = ordersPlaced % SELDOM === SELDOM - 1;
  return opened?.tenantId ?? (isSeldom ? tenantId('adatum') : undefined);
}

/** The order's own directory, where there is one, else the account's. */
function directoryOf(
  { opened, orders }: BillingAccount,
  orderId: ReservationOrderId | undefined,
): Principal['tenantId'] {
  const own = orderId === undefined ? undefined : orders.get(orderId)?.tenantId;
  return own ?? opened?.tenantId;
}

export function currencyOf({ life }: Moment): Money.Currency {
  return Money.currency(life.account.currency);
}

/** A plan's decimal text, which is in hundredths, with as many minor units of the currency. */
export function planned(text: string, currency: string): string {
  const [whole = '0', part = ''] = text.split('.');
  const places = part.length + decimalsOf(currency) - PLANNED_DECIMALS;
  const units = BigInt(`${whole}${part}${'0'.repeat(Math.max(-places, 0))}`);
  return withPlaces(units, Math.max(places, 0));
}

/** The day until which a life waits. */
export function dayAfter(wait: Wait, today: Day, state: BillingAccount): Day {
  switch (wait.for) {
    case 'days':
      return Calendar.addDays(today, wait.days);
    case 'monthStart':
      return Calendar.firstDayAfter(Calendar.monthOf(today));
    case 'monthEnd':
      return Calendar.addDays(
        Calendar.firstDayAfter(Calendar.monthOf(Calendar.addDays(today, 1))),
        -1,
      );
    case 'expiry':
    case 'creditExpiry':
    case 'replenishment':
    case 'dueDay':
      return besideEdge(edges(wait.for, state), wait.offset, today);
  }
}

/** The first such day that is still to come; tomorrow, when there is none before long. */
function besideEdge(ends: readonly Day[], offset: number, today: Day): Day {
  const [first] = ends
    .map((edge) => Calendar.addDays(edge, offset))
    .filter((edge) => edge > today && Calendar.daysBetween(today, edge) <= WAIT_DAYS_MAX)
    .sort();
  return first ?? Calendar.addDays(today, 1);
}

type Edge = Exclude<Wait['for'], 'days' | 'monthStart' | 'monthEnd'>;

function edges(of: Edge, state: BillingAccount): readonly Day[] {
  switch (of) {
    case 'expiry':
      return activeReservations(state).map(([, { expiresOn }]) => expiresOn);
    case 'creditExpiry':
      return [...state.creditExpiries.keys()];
    case 'replenishment':
      return state.capUses.map(({ replenishesOn }) => replenishesOn);
    case 'dueDay': {
      const due = nextDueDay(state);
      return due === undefined ? [] : [due];
    }
  }
}
