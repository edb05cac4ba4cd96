import { type BillingEventData } from '#ledger-core';
import { ensure, same } from './complaint';
import { addMonths, monthsOf } from './own-calendar';
import { listedBy, pricedBy, type ReservationBooks } from './reservation-books';
import { cents } from './whole-cents';

type Purchased = BillingEventData['ReservationPurchased'];

/** R-PUR-1, R-PUR-2 and the expiry day of docs/policy-rules.md, "Words": the price, the instalments, the days. */
export function checkPurchase(books: ReservationBooks, data: Purchased, on: string): void {
  const { reservationId: id, product, billingPlan, listPrice, exchangeRate, instalments } = data;
  ensure(!books.isTransferred, () => `${id} was bought after the transfer`);
  same(`The order number of ${id}`, data.orderNumber, books.ordersPlaced + 1);
  same(`The day on which ${id} was bought`, data.purchasedOn, on);
  const months = monthsOf(product.term);
  same(`The expiry of ${id}`, data.expiresOn, addMonths(on, months));
  const listed = listedBy(listPrice);
  same(`The rounded list price of ${id}`, cents(listPrice.unitPrice), listed);
  const { currency } = listPrice.unitPrice;
  same(`Whether ${id} has a rate`, exchangeRate !== undefined, currency !== books.currency);
  if (exchangeRate !== undefined) {
    const { from, to } = exchangeRate;
    same(`The pair of the rate of ${id}`, `${from} to ${to}`, `${currency} to ${books.currency}`);
  }
  const price = pricedBy(listPrice, exchangeRate);
  same(`The unit price of ${id}`, cents(data.unitPrice), price);
  same(`The commitment of ${id}`, cents(data.commitment), price * BigInt(data.quantity));
  const count = BigInt(billingPlan === 'Upfront' ? 1 : months);
  same(`The instalments of ${id}`, BigInt(instalments.count), count);
  same(`The least instalment of ${id}`, cents(instalments.base), price / count);
  same(`The instalments of ${id} with a unit more`, BigInt(instalments.extra), price % count);
}
