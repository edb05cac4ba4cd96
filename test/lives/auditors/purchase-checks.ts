import { type BillingEventData } from '#ledger-core';
import { ensure, same } from './complaint';
import { addMonths } from './own-calendar';
import { listedBy, type ReservationBooks } from './reservation-books';
import { cents, converted } from './whole-cents';

type Purchased = BillingEventData['ReservationPurchased'];

/** R-PUR-1, R-PUR-2 and RULES "Expiry day": the price, the instalments, the days. */
export function checkPurchase(books: ReservationBooks, data: Purchased, on: string): void {
  const { reservationId: id, product, billingPlan, listPrice, exchangeRate, instalments } = data;
  ensure(!books.isTransferred, () => `${id} was bought after the transfer`);
  same(`The order number of ${id}`, data.orderNumber, books.ordersPlaced + 1);
  same(`The day on which ${id} was bought`, data.purchasedOn, on);
  const months = { P1Y: 12, P3Y: 36, P5Y: 60 }[product.term];
  same(`The expiry of ${id}`, data.expiresOn, addMonths(on, months));
  const listed = listedBy(listPrice);
  same(`The rounded list price of ${id}`, cents(listPrice.unitPrice), listed);
  const { currency } = listPrice.unitPrice;
  same(`Whether ${id} has a rate`, exchangeRate !== undefined, currency !== books.currency);
  const price =
    exchangeRate === undefined
      ? listed
      : converted(listed, exchangeRate.rate, currency, books.currency);
  same(`The unit price of ${id}`, cents(data.unitPrice), price);
  same(`The commitment of ${id}`, cents(data.commitment), price * BigInt(data.quantity));
  const count = BigInt(billingPlan === 'Upfront' ? 1 : months);
  same(`The instalments of ${id}`, BigInt(instalments.count), count);
  same(`The least instalment of ${id}`, cents(instalments.base), price / count);
  same(`The instalments of ${id} with a unit more`, BigInt(instalments.extra), price % count);
}
