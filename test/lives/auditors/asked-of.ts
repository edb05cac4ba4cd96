import { type LifeStep } from '../life-step';
import { type Asked } from './own-reckoning';

type Command = LifeStep['command'];
type Item = Extract<Command, { type: 'ExchangeReservations' }>['returns'][number];

function itemOf(command: Command, id: string): Item | undefined {
  if (command?.type === 'RefundReservation')
    return command.reservationId === id ? command : undefined;
  if (command?.type !== 'ExchangeReservations') return undefined;
  return command.returns.find(({ reservationId }) => reservationId === id);
}

/** What the step's command asked to be given back of a reservation. */
export function askedOf(
  { command, on, terms }: Pick<LifeStep, 'command' | 'on' | 'terms'>,
  id: string,
): Asked | undefined {
  const item = itemOf(command, id);
  if (item === undefined) return undefined;
  const { quantity, usageReported, listPriceOfTheDay } = item;
  const refund = command?.type === 'RefundReservation' ? command : undefined;
  return {
    on,
    askedOn: refund?.askedOn ?? on,
    purpose: refund === undefined ? 'Exchange' : 'Refund',
    quantity,
    usageReported,
    ...(listPriceOfTheDay && { listPriceOfTheDay }),
    terms,
  };
}
