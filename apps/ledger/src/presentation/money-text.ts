import { z } from 'zod';

/** Money as the API answers it. */
export const moneyAnswer = z.object({ currency: z.string(), amount: z.string() });
export type MoneyAnswer = Readonly<z.infer<typeof moneyAnswer>>;

const THOUSANDS = /\B(?=(\d{3})+(?!\d))/g;

/** An exact decimal text with its thousands apart: "-12345.60" is "-12,345.60". */
export function grouped(amount: string): string {
  const [whole = '', ...fraction] = amount.split('.');
  return [whole.replaceAll(THOUSANDS, ','), ...fraction].join('.');
}

/** An amount for people, its digits exactly as answered: "1,800.00 USD". */
export function moneyText({ currency, amount }: MoneyAnswer): string {
  return `${grouped(amount)} ${currency}`;
}
