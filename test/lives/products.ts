import {
  type ExchangeRate,
  exchangeGroupOf,
  type Product,
  type RenewalPrice,
  type RenewProperties,
  type ReservationState,
} from '#ledger-core';
import { listPrice, type Purchase } from '../support/account-story';
import { cents, decimalText } from './auditors/whole-cents';
import { type Moment } from './choosing';
import { type BuyPlan, type Life, type PurchaseInExchange, type RenewAs } from './life';

const TWINS: ReadonlyMap<string, string> = new Map([
  ['Standard_F1', 'Standard_F1s'],
  ['Standard_F1s', 'Standard_F1'],
]);

/** The premium-storage twin that the catalogue knows of a SKU (R-EXC-6). */
export function twinOf({ skuName }: Product): string | undefined {
  return TWINS.get(skuName);
}

const DATABRICKS: Product = {
  resourceType: 'Databricks',
  skuName: 'DBCU_25000',
  region: 'westeurope',
  term: 'P1Y',
};
const SMALL: Product = {
  resourceType: 'VirtualMachines',
  skuName: 'Standard_B1ls',
  region: 'westeurope',
  term: 'P1Y',
};

const RENEWALS: Readonly<Record<RenewAs, RenewProperties | undefined>> = {
  same: undefined,
  more: { quantity: 5, displayName: 'More of it' },
  other: { product: SMALL, billingPlan: 'Upfront' },
  lastTime: { renew: false },
  // With the plan of the reservation; where that is monthly, nothing can be bought at expiry.
  upfrontOnly: { product: DATABRICKS },
  nothing: {},
  refused: { quantity: 0 },
};

export function renewalOf(renewAs: RenewAs): Readonly<{ renewProperties?: RenewProperties }> {
  const renewProperties = RENEWALS[renewAs];
  return renewProperties === undefined ? {} : { renewProperties };
}

type OfLives = Life['account']['currency'];

/** Out of another currency's list. */
const RATES: Readonly<Record<OfLives, Readonly<{ list: string; rate: string }>>> = {
  USD: { list: 'EUR', rate: '1.1837' },
  EUR: { list: 'USD', rate: '0.8451' },
  JPY: { list: 'USD', rate: '149.53' },
  KWD: { list: 'USD', rate: '0.3071' },
};
const INTO_USD: Readonly<Record<Exclude<OfLives, 'USD'>, string>> = {
  EUR: '1.1837',
  JPY: '0.006688',
  KWD: '3.2563',
};

/** A price list in another currency, and the rate of the day out of it. */
export function foreignList(
  { life: { account }, on }: Pick<Moment, 'life' | 'on'>,
  foreign: BuyPlan['foreignList'],
): Pick<Purchase, 'listedIn' | 'exchangeRate'> {
  if (foreign === 'no') return {};
  const { list, rate } = RATES[account.currency];
  const exchangeRate = { from: list, to: account.currency, on, rate, source: 'a bank' };
  return { listedIn: list, ...(foreign === 'rate' && { exchangeRate }) };
}

/** The rate into USD for the cap: of the pair, of the inverse pair, or none that is known. */
export function capRate(
  { life: { account }, on }: Moment,
  known: 'direct' | 'inverse' | 'none',
): Readonly<{ capRate?: ExchangeRate }> {
  const { currency } = account;
  if (currency === 'USD' || known === 'none') return {};
  const source = 'a bank';
  return known === 'direct'
    ? { capRate: { from: currency, to: 'USD', on, rate: INTO_USD[currency], source } }
    : { capRate: { from: 'USD', to: currency, on, rate: RATES[currency].rate, source } };
}

/** What an exchange buys in place of a reservation. */
export function productLike(
  { like, product }: PurchaseInExchange,
  returned: Readonly<ReservationState>,
): Product {
  const { term, region } = product;
  switch (like) {
    case 'same':
      return { ...returned.product, term, region };
    case 'twin':
      return { ...returned.product, skuName: twinOf(returned.product) ?? 'Standard_F1' };
    case 'group': {
      const isOfGroup =
        exchangeGroupOf(product.resourceType) === exchangeGroupOf(returned.product.resourceType);
      return isOfGroup ? product : { ...returned.product, term };
    }
    case 'any':
      return product;
  }
}

/** What a renewal finds on the list: by the life's turn for the day, so that it is the same whoever asks and when. */
export function renewalPriceIn(
  life: Life,
): (reservation: Readonly<ReservationState>) => RenewalPrice {
  return ({ expiresOn, quantity, listPrice: listed, exchangeRate }) => {
    const { currency } = listed.unitPrice;
    const turn = Number(expiresOn.slice(-2)) + quantity;
    const plan = life.renewals[turn % life.renewals.length] ?? 'same';
    const at = (percent: bigint) =>
      listPrice(decimalText((cents(listed.unitPrice) * percent) / 100n, currency), currency);
    const rate = exchangeRate && { exchangeRate };
    switch (plan) {
      case 'same':
        return { listPrice: listed, ...rate };
      case 'cheaper':
        return { listPrice: at(70n), ...rate };
      case 'dearer':
        return { listPrice: at(150n), ...rate };
      case 'unlisted':
        return {};
      case 'noRate':
        return { listPrice: listPrice('100.00', 'GBP') };
    }
  };
}
