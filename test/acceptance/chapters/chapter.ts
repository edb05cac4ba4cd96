import { type AzureReservationAPI } from '@azure/arm-reservations';
import { z } from 'zod';
import { guidOf } from '../../support/account-story';
import { ADMIN, type LedgerSystem, startLedgerSystem } from '../../support/ledger-system';
import { CHAPTER_PRICES } from './chapter-prices';

/** Long enough for a busy machine. */
export const CHAPTER_START_MS_MAX = 90_000;
export const OWNER = { principal: 'alice@contoso.example' };
const ACCEPTED_MAX = 299;

/** One system on which a chapter of the documents is played, through HTTPS alone. */
export type Chapter = Readonly<{
  system: LedgerSystem;
  /** The unmodified official client of the buyer. */
  client: AzureReservationAPI;
  /** `/ledger/v1` as its administrator. Answers what was accepted, throws what was not. */
  post: (path: string, body: unknown, method?: 'POST' | 'PUT' | 'PATCH') => Promise<unknown>;
  /** Not before the last `post` can be read. */
  get: (path: string) => Promise<unknown>;
}>;

const positioned = z.object({ 'x-ledger-position': z.string().optional() });

/** Starts a system whose clock stands at noon of the day, with the prices of the chapters. */
export async function beginChapter(on: string): Promise<Chapter> {
  const system = await startLedgerSystem({ testClock: `${on}T12:00:00.000Z` });
  let position: string | undefined;
  const post: Chapter['post'] = async (path, body, method = 'POST') => {
    const answer = await system.ledger(ADMIN).send(method, `/ledger/v1${path}`, body);
    if (answer.status > ACCEPTED_MAX)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    position = positioned.parse(answer.headers)['x-ledger-position'] ?? position;
    return answer.body;
  };
  const get: Chapter['get'] = async (path) => {
    const after = position === undefined ? {} : { 'x-ledger-after': position };
    const answer = await system.ledger(ADMIN).get(path, after);
    if (answer.status > ACCEPTED_MAX)
      throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  try {
    await post('/priceLists', CHAPTER_PRICES);
  } catch (error) {
    await system.stop();
    throw error;
  }
  return { system, client: system.client(OWNER), post, get };
}

/** Moves the clock to noon of the day; everything due on the way is done. */
export async function dayIs(chapter: Chapter, on: string): Promise<void> {
  await chapter.post('/clock', { to: `${on}T12:00:00Z` });
}

export const money = (amount: string) => ({ currency: 'USD', amount });
export const usd = (amount: number) => ({ currencyCode: 'USD', amount });

export const CARD = { token: 'tok_first', brand: 'Visa', last4: '4242' };

/** A prepayment term of an enrolment: `[from, to)`. */
export const term = (id: string, from: string, to: string, amount: string) => ({
  ...{ id, from, to },
  amount: money(amount),
});

/** How accounts pay. */
export const PAYERS = {
  invoice: { payment: { method: 'invoice' } },
  payAsYouGo: {
    agreementType: 'MicrosoftOnlineServicesProgram',
    payment: { method: 'invoice' },
  },
  card: {
    agreementType: 'MicrosoftOnlineServicesProgram',
    payment: { method: 'card', card: CARD },
  },
  csp: {
    agreementType: 'MicrosoftPartnerAgreement',
    partnerId: 'fabrikam',
    payment: { method: 'invoice' },
  },
  /** Nothing in advance: everything is overage. */
  overage: { agreementType: 'EnterpriseAgreement', payment: { method: 'prepayment', terms: [] } },
  enrolment: (...terms: readonly ReturnType<typeof term>[]) => ({
    agreementType: 'EnterpriseAgreement',
    payment: { method: 'prepayment', terms },
  }),
};

/** The one subscription of an account of a chapter. */
export function subscriptionOf(account: string): string {
  return guidOf(`subscription of ${account}`);
}

/** An account with its one subscription; a Customer Agreement that pays by invoice, unless said otherwise. */
export async function opensAccount(
  chapter: Chapter,
  id: string,
  payer: Readonly<Record<string, unknown>> = PAYERS.invoice,
): Promise<void> {
  await chapter.post('/billingAccounts', {
    id,
    agreementType: 'MicrosoftCustomerAgreement',
    currency: 'USD',
    displayName: `Account ${id}`,
    ...payer,
  });
  await chapter.post(`/billingAccounts/${id}/subscriptions`, {
    subscriptionId: subscriptionOf(id),
    displayName: 'Production',
  });
}
