import { type ReservationView } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { type statusAnswer } from './reservation.answer';

type StatusBody = BodyOf<typeof statusAnswer>;

const NOT_RENEWED: Readonly<Record<string, string>> = {
  ListedNoLonger: 'what it renews to was no longer listed',
  ExchangeRateUnknown: 'no exchange rate into the currency of the account was known',
  ProgramTransferred: 'its account had moved to another programme',
};

/** Why a reservation is over; undefined for one that is active. */
export function presentStatus(reservation: ReservationView): StatusBody | undefined {
  if (reservation.state === 'Succeeded') return undefined;
  if (reservation.state === 'Expired') return expired(reservation);
  if (reservation.returned !== undefined) return returned(reservation, reservation.returned);
  if (reservation.mergeDestination !== undefined)
    return {
      statusCode: 'Merged',
      message: `It went into the reservation ${reservation.mergeDestination} and is no longer active itself.`,
    };
  return {
    statusCode: 'Split',
    message: `It was divided into ${reservation.splitDestinations.length} reservations and is no longer active itself.`,
  };
}

function expired({ expiresOn, notRenewedWhy, renewDestination }: ReservationView): StatusBody {
  const over = `Its term ended on ${expiresOn}`;
  if (renewDestination !== undefined)
    return {
      statusCode: 'Expired',
      message: `${over}; ${renewDestination.reservationId} was bought in its place.`,
    };
  if (notRenewedWhy === undefined) return { statusCode: 'Expired', message: `${over}.` };
  const why = NOT_RENEWED[notRenewedWhy] ?? notRenewedWhy;
  return { statusCode: 'Expired', message: `${over}; it was not renewed because ${why}.` };
}

/** None of Azure's codes is a return; of a partial one the rest goes on, as after a split. */
function returned(
  { splitDestinations: [rest] }: ReservationView,
  { on, quantity, purpose }: NonNullable<ReservationView['returned']>,
): StatusBody {
  const how = purpose === 'Refund' ? 'for a refund' : 'in an exchange';
  const said = `The quantity ${quantity} was returned ${how} on ${on}`;
  return rest === undefined
    ? { statusCode: 'None', message: `${said}.` }
    : { statusCode: 'Split', message: `${said}; the rest is the reservation ${rest}.` };
}
