import { RESOURCE_TYPES, TERMS } from '#ledger-core';
import { type Bind } from '../schema/parameters';
import {
  DISPLAY_STATES,
  displayStateIs,
  displayStateSql,
  RENEW_STATE_SQL,
  RENEW_STATES,
  SCOPE_TYPE_SQL,
  SCOPE_TYPES,
  SHOWN_SCOPE_TYPE_SQL,
  SHOWN_SCOPE_TYPES,
} from './displayed-reservation';

/**
 * What a property holds, and so what it may be compared with: one of its words, a name compared without case, text
 * compared as it is written, a whole number, true or false, a day, an instant.
 */
export type FieldKind =
  | Readonly<{ holds: 'word'; words: readonly string[] }>
  | Readonly<{ holds: 'name' | 'text' | 'count' | 'flag' | 'day' | 'instant' }>;

/** Binds the business day; a statement may have no parameter that it does not use. */
export type Today = () => string;

type Field = FieldKind & Readonly<{ sql: (today: Today) => string }>;

/** Azure's documented list; of these the ledger has the three of `PROVISIONING_STATES`. */
const PROVISIONING_STATES_OF_AZURE = [
  'Creating',
  'PendingResourceHold',
  'ConfirmedResourceHold',
  'PendingBilling',
  'ConfirmedBilling',
  'Created',
  'Succeeded',
  'Cancelled',
  'Expired',
  'BillingFailed',
  'Failed',
  'Split',
  'Merged',
] as const;

const word = (words: readonly string[], sql: string): Field => ({
  holds: 'word',
  words,
  sql: () => sql,
});
const plain = (holds: Exclude<FieldKind['holds'], 'word'>, sql: string): Field => ({
  holds,
  sql: () => sql,
});

const FIELDS = {
  skuName: plain('name', 'r.sku_name'),
  appliedScopeType: word(SCOPE_TYPES, SCOPE_TYPE_SQL),
  archived: plain('flag', 'r.archived'),
  displayName: plain('text', 'r.display_name'),
  displayProvisioningState: {
    holds: 'word',
    words: DISPLAY_STATES,
    sql: (today) => displayStateSql(today()),
  },
  effectiveDateTime: plain('instant', 'r.updated_at'),
  expiryDate: plain('day', 'r.expires_on'),
  expiryDateTime: plain('instant', `r.expires_on::timestamp at time zone 'UTC'`),
  provisioningState: word(PROVISIONING_STATES_OF_AZURE, 'r.state'),
  quantity: plain('count', 'r.quantity'),
  renew: plain('flag', 'r.renew'),
  reservedResourceType: word(RESOURCE_TYPES, 'r.resource_type'),
  term: word(TERMS, 'r.term'),
  userFriendlyAppliedScopeType: word(SHOWN_SCOPE_TYPES, SHOWN_SCOPE_TYPE_SQL),
  userFriendlyRenewState: word(RENEW_STATES, RENEW_STATE_SQL),
} as const satisfies Readonly<Record<string, Field>>;

/** A property that lists of reservations filter and sort by, as Azure names it; `skuName` is its `sku/name`. */
export type ReservationField = keyof typeof FIELDS;

/** Every such property with what it holds. */
export const RESERVATION_FIELDS: Readonly<Record<ReservationField, FieldKind>> = FIELDS;

/** A property with what it must be. Words are written as their list spells them. */
export type ReservationCondition = Readonly<{
  field: ReservationField;
  value: string | number | boolean;
}>;

/** Conditions joined by `and` and `or`. */
export type ReservationFilter =
  | Readonly<{ join: 'and' | 'or'; of: readonly ReservationFilter[] }>
  | Readonly<{ join: 'none'; condition: ReservationCondition }>;

const CASTS: Readonly<Record<FieldKind['holds'], string>> = {
  word: 'text',
  name: 'text',
  text: 'text',
  count: 'bigint',
  flag: 'boolean',
  day: 'date',
  instant: 'timestamptz',
};

/** The column or expression of the row `r` that holds a property. */
export function fieldSql(field: ReservationField, today: Today): string {
  return FIELDS[field].sql(today);
}

/** A filter as a condition on the row `r`; every value is a bound parameter. */
export function filterSql(filter: ReservationFilter, today: Today, bind: Bind): string {
  if (filter.join !== 'none') {
    const parts = filter.of.map((each) => filterSql(each, today, bind));
    return `(${parts.join(` ${filter.join} `)})`;
  }
  const { field, value } = filter.condition;
  if (field === 'displayProvisioningState') return displayStateNamed(value, today);
  const { holds } = FIELDS[field];
  const [left, right] = [fieldSql(field, today), `${bind(value)}::${CASTS[holds]}`];
  return holds === 'name' ? `lower(${left}) = lower(${right})` : `(${left}) = ${right}`;
}

/** A state that is none of the list is that of no reservation. */
function displayStateNamed(value: ReservationCondition['value'], today: Today): string {
  const state = DISPLAY_STATES.find((each) => each === value);
  return state === undefined ? 'false' : displayStateIs(state, today);
}
