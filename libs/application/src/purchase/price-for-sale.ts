import {
  type Day,
  type ExchangeRate,
  type ListPrice,
  Money,
  type Product,
  type ResourceType,
} from '#ledger-core';
import { asListPrice, type Knowledge, type PriceBook, type PriceOfDay } from '#price-list';
import { rejectedFor } from '../answers';
import { type Rejected } from '../messages/outcome';
import { type PurchaseRequest } from '../messages/purchase.messages';
import { type ExchangeRateBook } from '../ports/exchange-rate-book.port';
import { type ReferenceBooks } from '../ports/reference-books';

export type PricedProduct = Readonly<{
  product: Product;
  listPrice: ListPrice;
  /** From the currency of the list into the account's; absent when they are one, or when no rate is known: the decision then names the pair. */
  exchangeRate?: ExchangeRate;
  /** The product's name in the price list. */
  title: string;
}>;

type PriceForSale = Readonly<{ outcome: 'priced'; priced: PricedProduct }> | Rejected;

type PricesForSale = Readonly<{ outcome: 'priced'; priced: readonly PricedProduct[] }> | Rejected;

/** The lists an account may buy from: the one in its own currency before the one in USD. */
export function listCurrencies(currency: Money.Currency): readonly Money.Currency[] {
  return currency === Money.USD ? [currency] : [currency, Money.USD];
}

type Asked = Pick<PurchaseRequest, 'skuName' | 'location' | 'reservedResourceType' | 'term'>;

/** The rate of the day by which a list price in another currency is multiplied (R-PUR-1); one of the inverse pair is none. */
export async function rateOfPrice(
  rates: ExchangeRateBook,
  { unitPrice: { currency: from } }: ListPrice,
  { into: to, on, knowledge }: Readonly<{ into: Money.Currency; on: Day; knowledge?: Knowledge }>,
): Promise<Pick<PricedProduct, 'exchangeRate'>> {
  if (from === to) return {};
  const exchangeRate = await rates.rateOn({ from, to }, on, knowledge);
  return exchangeRate?.from === from ? { exchangeRate } : {};
}

type Books = Pick<ReferenceBooks, 'prices' | 'rates'>;

/** One product: see `pricesForSale`. */
export async function priceForSale(
  books: Books,
  asked: Asked,
  currency: Money.Currency,
  on: Day,
): Promise<PriceForSale> {
  const found = await pricesForSale(books, [asked], currency, on);
  if (found.outcome === 'rejected') return found;
  const [priced] = found.priced;
  if (priced === undefined) throw new Error('One product was asked for and none was priced');
  return { outcome: 'priced', priced };
}

/**
 * Each product and its price of the day, in the order asked: of a list in the account's currency if there is one, else
 * of the list in USD with the rate of the day. The first that cannot be sold refuses them all.
 */
export async function pricesForSale(
  { prices, rates }: Books,
  asked: readonly Asked[],
  currency: Money.Currency,
  on: Day,
): Promise<PricesForSale> {
  const types = await prices.resourceTypesOfEach(
    asked.map(({ skuName, location: region }) => ({ skuName, region })),
  );
  const products: Product[] = [];
  for (const [index, each] of asked.entries()) {
    const sold = types[index] ?? [];
    if (sold.length === 0) return refusedUnknown(prices, each, listCurrencies(currency));
    const meant = productMeant(each, sold);
    if (meant.outcome === 'rejected') return meant;
    products.push(meant.product);
  }
  const found = await listedOfDay(prices, products, currency, on);
  const priced: PricedProduct[] = [];
  for (const [index, product] of products.entries()) {
    const price = found[index];
    if (price === undefined) return refusedUnlisted(prices, product, on);
    priced.push(pricedBy(price));
  }
  const foreign = priced.find(({ listPrice }) => listPrice.unitPrice.currency !== currency);
  if (foreign === undefined) return { outcome: 'priced', priced };
  // There is one list besides the account's own, so one rate serves all that stand on it.
  const rate = await rateOfPrice(rates, foreign.listPrice, { into: currency, on });
  const isForeign = ({ listPrice: { unitPrice } }: PricedProduct): boolean =>
    unitPrice.currency !== currency;
  return {
    outcome: 'priced',
    priced: priced.map((each) => (isForeign(each) ? { ...each, ...rate } : each)),
  };
}

type Meant = Readonly<{ outcome: 'meant'; product: Product }> | Rejected;

function productMeant(
  { skuName, location: region, reservedResourceType, term }: Asked,
  types: readonly ResourceType[],
): Meant {
  const resourceType = typeMeant(types, reservedResourceType);
  if (resourceType !== undefined)
    return { outcome: 'meant', product: { resourceType, skuName, region, term } };
  const given = reservedResourceType ?? '';
  return rejectedFor({ code: 'ResourceTypeMismatch', given, accepted: types });
}

/** A region as lists spell it: people are shown `West Europe` and write that. */
export function regionMeant(location: string): string {
  return location.toLowerCase().replace(/[\s-]+/g, '');
}

async function refusedUnknown(
  prices: PriceBook,
  { skuName, location }: Asked,
  currencies: readonly string[],
): Promise<Rejected> {
  if (await prices.isSoldIn(location, currencies))
    return rejectedFor({ code: 'ProductUnknown', skuName, location });
  const meant = regionMeant(location);
  const known = meant !== location.toLowerCase() && (await prices.isSoldIn(meant, currencies));
  return rejectedFor({ code: 'LocationUnknown', location, ...(known ? { meant } : {}) });
}

/** The row that is listed, of the first list that has one; undefined where no list does. */
async function listedOfDay(
  prices: PriceBook,
  products: readonly Product[],
  currency: Money.Currency,
  on: Day,
): Promise<readonly (PriceOfDay | undefined)[]> {
  const lists = listCurrencies(currency);
  const found = await prices.pricesOfDay(
    products.flatMap((product) => lists.map((each) => ({ ...product, currency: each }))),
    on,
  );
  return products.map((_, index) =>
    found
      .slice(index * lists.length, (index + 1) * lists.length)
      .find((each) => each?.listed === true),
  );
}

async function refusedUnlisted(prices: PriceBook, product: Product, on: Day): Promise<Rejected> {
  const { skuName, region: location, term } = product;
  const accepted = await prices.termsSold(product, on);
  if (accepted.length > 0 && !accepted.includes(term))
    return rejectedFor({ code: 'TermNotSold', term, accepted });
  return rejectedFor({ code: 'PriceNotListed', skuName, location, term, on });
}

/** Names as the price list spells them. */
function pricedBy({ row }: PriceOfDay): PricedProduct {
  const { resourceType, skuName, region, term } = row;
  return {
    product: { resourceType, skuName, region, term },
    listPrice: asListPrice(row),
    title: row.productName,
  };
}

/** The type that was named, or the only one there is. */
function typeMeant(
  types: readonly ResourceType[],
  given: string | undefined,
): ResourceType | undefined {
  if (given === undefined) return types.length === 1 ? types[0] : undefined;
  return types.find((type) => type.toLowerCase() === given.toLowerCase());
}
