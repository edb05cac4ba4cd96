import { type Day } from '#ledger-core';
import {
  DISPLAY_STATES,
  RESERVATION_FIELDS,
  type ReservationField,
  type ReservationListing,
} from '#read-models';
import { badParameter } from '../../http/errors/refusal';
import { countAsked, textAsked } from '../orders/list-query';
import { fieldNamed, type Filterable, typedFilter } from './typed-filter';

/** As the real service pages its orders. */
const TAKE = 50;
/** More are never in one page, whatever is asked for. */
const TAKE_MAX = 500;

const ORDER_BY = '$orderby';
const SELECTED_STATE = 'selectedState';

const PROPERTIES = Object.keys(RESERVATION_FIELDS).filter(isField);

function isField(name: string): name is ReservationField {
  return Object.hasOwn(RESERVATION_FIELDS, name);
}

function written(field: ReservationField): string {
  return field === 'skuName' ? 'sku/name' : `properties/${field}`;
}

const FIELDS: Filterable<ReservationField> = {
  named: new Map(
    PROPERTIES.flatMap((field) => {
      const bare = field === 'skuName' ? [] : [field];
      return [written(field), ...bare].map((name) => [name.toLowerCase(), field] as const);
    }),
  ),
  kinds: RESERVATION_FIELDS,
  accepts: PROPERTIES.map(written).join(', '),
};

/** What a list of reservations asks for. @throws Refusal 400 that names the parameter and what it accepts. */
export function reservationListing(query: unknown, today: Day): ReservationListing {
  const filter = textAsked(query, '$filter');
  const displayState = stateAsked(textAsked(query, SELECTED_STATE));
  const sortBy = sortAsked(textAsked(query, ORDER_BY));
  checkRefresh(textAsked(query, 'refreshSummary'));
  return {
    today,
    ...(filter === undefined ? {} : { filter: typedFilter(filter, FIELDS) }),
    ...(displayState === undefined ? {} : { displayState }),
    ...(sortBy === undefined ? {} : { sortBy }),
    skip: countAsked(query, '$skiptoken', 0) ?? 0,
    take: Math.min(countAsked(query, 'take', 1) ?? TAKE, TAKE_MAX),
  };
}

function stateAsked(text: string | undefined): ReservationListing['displayState'] {
  if (text === undefined) return undefined;
  const state = DISPLAY_STATES.find((each) => each.toLowerCase() === text.toLowerCase());
  if (state !== undefined) return state;
  throw badParameter(
    SELECTED_STATE,
    `'${text.slice(0, 64)}' is none of ${DISPLAY_STATES.join(', ')}`,
  );
}

function sortAsked(text: string | undefined): ReservationListing['sortBy'] {
  if (text === undefined) return undefined;
  const [name = '', direction = 'asc', ...more] = text.trim().split(/\s+/);
  const way = direction.toLowerCase();
  if (more.length > 0 || (way !== 'asc' && way !== 'desc'))
    throw badParameter(ORDER_BY, 'takes one property, and asc or desc after it');
  return { field: fieldNamed(name, FIELDS, ORDER_BY), descending: way === 'desc' };
}

/** The counts are those of the moment, asked for or not. */
function checkRefresh(text: string | undefined): void {
  if (text === undefined || /^(true|false)$/i.test(text)) return;
  throw badParameter('refreshSummary', `'${text.slice(0, 64)}' is neither true nor false`);
}
