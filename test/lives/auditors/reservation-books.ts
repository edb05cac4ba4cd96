import {
  type BillingEventData,
  type ExchangeRate,
  type ListPrice,
  type Product,
  type RenewProperties,
} from '#ledger-core';
import { known } from './complaint';
import { type Readers } from './operations-of';
import { monthsOf } from './own-calendar';
import { cents, converted, roundedTo } from './whole-cents';

export type Share = Readonly<{ chargeId: string; quantity: number }>;
type Purchased = BillingEventData['ReservationPurchased'];

/** A charge, for as long as a life lasts. */
export type Charge = {
  readonly sequence: number;
  readonly unit: bigint;
  readonly quantity: number;
  readonly instalment: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly paidBy: BillingEventData['ChargeMade']['paidBy'];
  /** What was given back of it so far: units, and money before the fee. */
  unitsBack: number;
  moneyBack: bigint;
};

export type Reservation = {
  readonly orderId: string;
  /** The order in which orders were bought, then in which reservations came to be. */
  readonly orderNumber: number;
  readonly sequence: number;
  readonly purchase: Purchased;
  /** The list price as rounded by hand, in the currency of the list. */
  readonly listed: bigint;
  readonly unitPrice: bigint;
  /** Instalments of the plan: 1 of upfront. */
  readonly count: number;
  /** Of a returned one: what was given back of it (R-RET-2). */
  quantity: number;
  readonly cameFrom: readonly string[];
  product: Product;
  charged: number;
  shares: readonly Share[];
  status: 'Active' | 'Cancelled' | 'Expired';
  renew: boolean;
  renewProperties: RenewProperties | undefined;
};

export type ReservationBooks = {
  readonly reservations: Map<string, Reservation>;
  /** Those that are active. */
  readonly active: Set<string>;
  readonly charges: Map<string, Charge>;
  ordersPlaced: number;
  isTransferred: boolean;
  currency: string;
};

export function newReservationBooks(): ReservationBooks {
  return {
    reservations: new Map(),
    active: new Set(),
    charges: new Map(),
    ordersPlaced: 0,
    isTransferred: false,
    currency: '',
  };
}

export function reservationOf(books: ReservationBooks, id: string): Reservation {
  return known(books.reservations, id, 'reservation');
}

/** A list price to the minor unit, by hand. */
export function listedBy(price: ListPrice): bigint {
  return roundedTo(price.unitPrice.currency, price.listed);
}

/** R-PUR-1: the price of one unit: list, half up; in another currency × the rate, half up again. */
export function pricedBy(price: ListPrice, rate: ExchangeRate | undefined): bigint {
  const listed = listedBy(price);
  return rate === undefined ? listed : converted(listed, rate.rate, rate.from, rate.to);
}

/** Copies what happens to reservations and charges; whether it may is for an auditor to say before. */
export function reservationReaders(books: ReservationBooks): Readers {
  return {
    BillingAccountOpened: ({ currency }) => {
      books.currency = currency;
    },
    ReservationPurchased: (data) => {
      purchase(books, data);
    },
    ChargeMade: (data) => {
      charge(books, data);
    },
    ReservationReturned: (data) => {
      giveBack(books, data);
    },
    ReservationSplit: ({ reservationId, destinations }) => {
      for (const part of destinations) goOn(books, part.reservationId, [reservationId], part);
      close(books, reservationId, 'Cancelled');
    },
    ReservationsMerged: ({ sources, destination }) => {
      goOn(books, destination.reservationId, sources, destination);
      reservationOf(books, destination.reservationId).renew = destination.renew;
      for (const source of sources) close(books, source, 'Cancelled');
    },
    ReservationExpired: ({ reservationId }) => {
      close(books, reservationId, 'Expired');
    },
    ReservationSwapped: ({ reservationId, toSkuName }) => {
      const reservation = reservationOf(books, reservationId);
      reservation.product = { ...reservation.product, skuName: toSkuName };
    },
    ReservationUpdated: ({ reservationId, changes }) => {
      const reservation = reservationOf(books, reservationId);
      if (changes.renew !== undefined) reservation.renew = changes.renew;
      if (changes.renewProperties !== undefined)
        reservation.renewProperties = changes.renewProperties;
    },
    ProgramTransferred: () => {
      books.isTransferred = true;
    },
  };
}

function purchase(books: ReservationBooks, data: Purchased): void {
  books.ordersPlaced = data.orderNumber;
  const months = monthsOf(data.product.term);
  add(books, data.reservationId, {
    orderId: data.orderId,
    orderNumber: data.orderNumber,
    sequence: books.reservations.size + 1,
    purchase: data,
    listed: listedBy(data.listPrice),
    unitPrice: cents(data.unitPrice),
    count: data.billingPlan === 'Upfront' ? 1 : months,
    quantity: data.quantity,
    cameFrom: [],
    product: data.product,
    charged: 0,
    shares: [],
    status: 'Active',
    renew: data.renew,
    renewProperties: data.renewProperties,
  });
}

function add(books: ReservationBooks, id: string, reservation: Reservation): void {
  if (books.reservations.has(id)) throw new Error(`The reservation ${id} came to be twice`);
  books.reservations.set(id, reservation);
  books.active.add(id);
}

function charge(books: ReservationBooks, data: BillingEventData['ChargeMade']): void {
  const reservation = reservationOf(books, data.reservationId);
  const { chargeId, quantity, instalment, periodFrom, periodTo, paidBy } = data;
  if (books.charges.has(chargeId)) throw new Error(`The charge ${chargeId} is made twice`);
  books.charges.set(chargeId, {
    sequence: books.charges.size + 1,
    unit: cents(data.unitAmount),
    quantity,
    instalment,
    periodFrom,
    periodTo,
    paidBy,
    unitsBack: 0,
    moneyBack: 0n,
  });
  reservation.shares = [{ chargeId, quantity }];
  reservation.charged = instalment;
}

function giveBack(
  books: ReservationBooks,
  { reservationId, sibling, shares, quantity: back }: BillingEventData['ReservationReturned'],
): void {
  for (const { chargeId, quantity, prorated } of shares) {
    const of = known(books.charges, chargeId, 'charge');
    of.unitsBack += quantity;
    of.moneyBack += cents(prorated);
  }
  if (sibling !== undefined) goOn(books, sibling.reservationId, [reservationId], sibling);
  close(books, reservationId, 'Cancelled');
  reservationOf(books, reservationId).quantity = back;
}

/** R-RET-2: same order, purchase day, dates and schedule; R-PUR-6: the renew properties are dropped. */
function goOn(
  books: ReservationBooks,
  id: string,
  cameFrom: readonly string[],
  { quantity, shares }: Readonly<{ quantity: number; shares: readonly Share[] }>,
): void {
  const parent = reservationOf(books, cameFrom[0] ?? '');
  const sequence = books.reservations.size + 1;
  add(books, id, { ...parent, sequence, quantity, shares, cameFrom, renewProperties: undefined });
}

function close(books: ReservationBooks, id: string, status: 'Cancelled' | 'Expired'): void {
  reservationOf(books, id).status = status;
  books.active.delete(id);
}
