import { z } from 'zod';

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** A UTC day such as `2021-01-15`. */
export const DAY = z.iso.date();

/** An instant in RFC 3339, in UTC. */
export const INSTANT = z.iso.datetime();

export const GUID_TEXT = z.guid();

/** The ids of resources as answers spell them: inside other resources the namespace has its capitals. */
const OWN = '/providers/microsoft\\.capacity';
const INSIDE = '/providers/Microsoft\\.Capacity';

function matching(...parts: readonly string[]): z.ZodString {
  return z.string().regex(new RegExp(`^${parts.join('')}$`));
}

const ORDER = `/reservationOrders/${GUID}`;
const RESERVATION = `/reservations/${GUID}`;

export const ORDER_ID = matching(OWN, ORDER);
export const RESERVATION_ID = matching(OWN, ORDER, RESERVATION);
export const RESERVATION_ID_INSIDE = matching(INSIDE, ORDER, RESERVATION);
export const REVISION_ID = matching(OWN, ORDER, RESERVATION, '/revisions/[1-9][0-9]*');
/** Orders by their ids, as a subscription's list spells them. */
export const APPLIED_ORDER_ID = matching(INSIDE, `/reservationorders/${GUID}`);
export const OPERATION_ID = matching(INSIDE, `/operationResults/${GUID}`);
export const SUBSCRIPTION_ID = matching(`/subscriptions/${GUID}`);

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): Readonly<{ value: z.ZodArray<Item>; nextLink: z.ZodExactOptional<z.ZodURL> }> {
  return {
    value: z.array(item),
    nextLink: z.url().describe('The address of the next page; absent on the last.').exactOptional(),
  };
}
