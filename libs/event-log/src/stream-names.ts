import { type Brand } from '#ledger-core';

/** The name of a stream of the log. Minted here and, for what the log itself returns, by `recordedStreamName`. */
export type StreamName = Brand<string, 'StreamName'>;

/** What a stream's name says of it. `foreign`: a name this ledger never gives. */
export type StreamSubject =
  | Readonly<{ kind: 'billingAccount'; account: string }>
  | Readonly<{ kind: 'subscription'; subscription: string }>
  | Readonly<{ kind: 'utilisation'; account: string }>
  | Readonly<{ kind: 'policyTerms' }>
  | Readonly<{ kind: 'exchangeRates' }>
  | Readonly<{ kind: 'foreign' }>;

const BILLING_ACCOUNT = 'billingAccount-';
const SUBSCRIPTION = 'subscription-';
const UTILISATION = 'utilisation-';
const ACCOUNT_ID = /^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}$/;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const POLICY_TERMS_STREAM: StreamName = recordedStreamName('policyTerms');
export const EXCHANGE_RATES_STREAM: StreamName = recordedStreamName('exchangeRates');

/** The prefixes that together name every stream of the ledger and none of the store's own. */
export const LEDGER_STREAM_PREFIXES: readonly string[] = [
  BILLING_ACCOUNT,
  SUBSCRIPTION,
  UTILISATION,
  POLICY_TERMS_STREAM,
  EXCHANGE_RATES_STREAM,
];

/** The stream of a billing account. @throws RangeError when the text is not an account's id. */
export function billingAccountStream(account: string): StreamName {
  return recordedStreamName(BILLING_ACCOUNT + checkedAccount(account));
}

/** The stream of what was measured for an account. @throws RangeError when the text is not an account's id. */
export function utilisationStream(account: string): StreamName {
  return recordedStreamName(UTILISATION + checkedAccount(account));
}

/** The stream of a subscription; a GUID is one whatever its letter case. @throws RangeError when it is not a GUID. */
export function subscriptionStream(subscription: string): StreamName {
  const guid = subscription.toLowerCase();
  if (!GUID.test(guid)) throw new RangeError(`Not the GUID of a subscription: ${subscription}`);
  return recordedStreamName(SUBSCRIPTION + guid);
}

/** A name as the log returned it. Not for names that are made: the functions above check their parts. */
export function recordedStreamName(text: string): StreamName {
  return text as StreamName;
}

/** What a stream is about, read back from its name. */
export function subjectOf(stream: StreamName): StreamSubject {
  if (stream === POLICY_TERMS_STREAM) return { kind: 'policyTerms' };
  if (stream === EXCHANGE_RATES_STREAM) return { kind: 'exchangeRates' };
  const account = idAfter(BILLING_ACCOUNT, stream, ACCOUNT_ID);
  if (account !== undefined) return { kind: 'billingAccount', account };
  const measured = idAfter(UTILISATION, stream, ACCOUNT_ID);
  if (measured !== undefined) return { kind: 'utilisation', account: measured };
  const subscription = idAfter(SUBSCRIPTION, stream, GUID);
  if (subscription !== undefined) return { kind: 'subscription', subscription };
  return { kind: 'foreign' };
}

function idAfter(prefix: string, stream: StreamName, form: RegExp): string | undefined {
  if (!stream.startsWith(prefix)) return undefined;
  const id = stream.slice(prefix.length);
  return form.test(id) ? id : undefined;
}

function checkedAccount(account: string): string {
  if (!ACCOUNT_ID.test(account))
    throw new RangeError(`Not the id of a billing account: ${account} (${ACCOUNT_ID.source})`);
  return account;
}
