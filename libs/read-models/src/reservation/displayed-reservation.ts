import { Calendar, type Day } from '#ledger-core';
import { type OrderView } from './order.view';
import { type ReservationView } from './reservation.view';

/** The words that lists show of a reservation, filter by and count: once for a view, once for the row `r` in SQL. */
export const DISPLAY_STATES = [
  'Succeeded',
  'Expiring',
  'Expired',
  'Pending',
  'Processing',
  'Cancelled',
  'Failed',
  'Warning',
  'NoBenefit',
] as const;
export type DisplayState = (typeof DISPLAY_STATES)[number];

export const RENEW_STATES = ['On', 'Off', 'Renewed', 'NotRenewed', 'NotApplicable'] as const;
export const SCOPE_TYPES = ['Single', 'Shared', 'ManagementGroup'] as const;
export const SHOWN_SCOPE_TYPES = [
  'None',
  'Shared',
  'Single',
  'ResourceGroup',
  'ManagementGroup',
] as const;

/** So long before its end a reservation is expiring. */
const EXPIRING_DAYS = 30;

const RESOURCE_GROUP = '/resourceGroups/';

/** The state for display on a business day: an active reservation is expiring in its last 30 days. */
export function displayStateOf(
  { state, expiresOn }: Pick<ReservationView, 'state' | 'expiresOn'>,
  today: Day,
): DisplayState {
  if (state !== 'Succeeded') return state;
  if (today >= expiresOn) return 'Expired';
  return Calendar.addDays(today, EXPIRING_DAYS) >= expiresOn ? 'Expiring' : 'Succeeded';
}

/** An order as it is shown on a business day: its active reservations end on one day, and it with them, run or not. */
export function orderOn(order: OrderView, today: Day): OrderView {
  const hasExpired = order.state === 'Succeeded' && today >= order.expiresOn;
  return hasExpired ? { ...order, state: 'Expired' } : order;
}

/** The same of the row `r`; `today` is the bound parameter of the business day. */
export function displayStateSql(today: string): string {
  return `case when r.state <> 'Succeeded' then r.state
    when r.expires_on <= ${today}::date then 'Expired'
    when r.expires_on <= ${today}::date + ${EXPIRING_DAYS} then 'Expiring'
    else 'Succeeded' end`;
}

const ACTIVE_UNTIL = `r.state = 'Succeeded' and r.expires_on`;

/** Of the states that reservations here can have; in words that the index by state answers. */
const DISPLAY_CONDITIONS: Readonly<Partial<Record<DisplayState, (today: string) => string>>> = {
  Succeeded: (today) => `(${ACTIVE_UNTIL} > ${today}::date + ${EXPIRING_DAYS})`,
  Expiring: (today) =>
    `(${ACTIVE_UNTIL} > ${today}::date and r.expires_on <= ${today}::date + ${EXPIRING_DAYS})`,
  Expired: (today) => `(r.state = 'Expired' or (${ACTIVE_UNTIL} <= ${today}::date))`,
};

/** The condition that the row `r` has a state for display. */
export function displayStateIs(state: DisplayState, today: () => string): string {
  if (state === 'Cancelled') return `r.state = 'Cancelled'`;
  return DISPLAY_CONDITIONS[state]?.(today()) ?? 'false';
}

/** Whether it will be bought again, or was (R-PUR-6). */
export function renewStateOf({
  state,
  renew,
  renewDestination,
}: Pick<ReservationView, 'state' | 'renew' | 'renewDestination'>): (typeof RENEW_STATES)[number] {
  if (state === 'Succeeded') return renew ? 'On' : 'Off';
  if (state === 'Cancelled') return 'NotApplicable';
  return renewDestination === undefined ? 'NotRenewed' : 'Renewed';
}

export const RENEW_STATE_SQL = `case r.state
    when 'Succeeded' then case when r.renew then 'On' else 'Off' end
    when 'Cancelled' then 'NotApplicable'
    else case when r.renewed_by is null then 'NotRenewed' else 'Renewed' end end`;

/** A single scope within a subscription is a resource group. */
export function shownScopeTypeOf({
  appliedScope: { type, scopes },
}: Pick<ReservationView, 'appliedScope'>): (typeof SHOWN_SCOPE_TYPES)[number] {
  const within = scopes[0]?.toLowerCase().includes(RESOURCE_GROUP.toLowerCase());
  return type === 'Single' && within === true ? 'ResourceGroup' : type;
}

export const SCOPE_TYPE_SQL = `r.applied_scope ->> 'type'`;

export const SHOWN_SCOPE_TYPE_SQL = `case when ${SCOPE_TYPE_SQL} = 'Single'
    and r.applied_scope #>> '{scopes,0}' ilike '%${RESOURCE_GROUP}%' then 'ResourceGroup'
    else ${SCOPE_TYPE_SQL} end`;
