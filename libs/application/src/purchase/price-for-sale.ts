import { type Day, type ListPrice, Money, type Product, type ResourceType } from '#ledger-core';
import { asListPrice, type PriceBook, type PriceOfDay } from '#price-list';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type PurchaseRequest } from '../messages/purchase.messages';

export type PricedProduct = Readonly<{
  product: Product;
  listPrice: ListPrice;
  /** The product's name in the price list. */
  title: string;
}>;

export type PriceForSale =
  | Readonly<{ outcome: 'priced'; priced: PricedProduct }>
  | Readonly<{ outcome: 'rejected'; rejection: ApplicationRejection }>;

/** The lists an account may buy from: the one in its own currency before the one in USD. */
export function listCurrencies(currency: Money.Currency): readonly Money.Currency[] {
  return currency === Money.USD ? [currency] : [currency, Money.USD];
}

type Asked = Pick<PurchaseRequest, 'skuName' | 'location' | 'reservedResourceType' | 'term'>;

/** The product and its price of the day: of a list in the account's currency if there is one, else of the list in USD. */
export async function priceForSale(
  prices: PriceBook,
  asked: Asked,
  currency: Money.Currency,
  on: Day,
): Promise<PriceForSale> {
  const { skuName, location, term } = asked;
  const types = await prices.resourceTypesOf(skuName, location);
  if (types.length === 0) return refused({ code: 'ProductUnknown', skuName, location });
  const resourceType = typeMeant(types, asked.reservedResourceType);
  if (resourceType === undefined)
    return refused({
      code: 'ResourceTypeMismatch',
      given: asked.reservedResourceType ?? '',
      accepted: types,
    });
  const product = { resourceType, skuName, region: location, term };
  const found = await prices.pricesOfDay(
    listCurrencies(currency).map((each) => ({ ...product, currency: each })),
    on,
  );
  const price = found.find((each) => each?.listed === true);
  if (price !== undefined) return { outcome: 'priced', priced: pricedBy(price) };
  const accepted = await prices.termsSold(product, on);
  if (accepted.length > 0 && !accepted.includes(term))
    return refused({ code: 'TermNotSold', term, accepted });
  return refused({ code: 'PriceNotListed', skuName, location, term, on });
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

function refused(rejection: ApplicationRejection): PriceForSale {
  return { outcome: 'rejected', rejection };
}
