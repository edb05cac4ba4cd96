import {
  billingAccountId,
  type Brand,
  isBillingAccountId,
  isLowerCaseGuid,
  subscriptionId,
} from '#ledger-core';

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
  return recordedStreamName(BILLING_ACCOUNT + billingAccountId(account));
}

/** The stream of what was measured for an account. @throws RangeError when the text is not an account's id. */
export function utilisationStream(account: string): StreamName {
  return recordedStreamName(UTILISATION + billingAccountId(account));
}

/** The stream of a subscription; a GUID is one whatever its letter case. @throws RangeError when it is not a GUID. */
export function subscriptionStream(subscription: string): StreamName {
  return recordedStreamName(SUBSCRIPTION + subscriptionId(subscription));
}

/** A name as the log returned it. Not for names that are made: the functions above check their parts. */
export function recordedStreamName(text: string): StreamName {
  return text as StreamName;
}

/** What a stream is about, read back from its name. */
export function subjectOf(stream: StreamName): StreamSubject {
  if (stream === POLICY_TERMS_STREAM) return { kind: 'policyTerms' };
  if (stream === EXCHANGE_RATES_STREAM) return { kind: 'exchangeRates' };
  const account = idAfter(BILLING_ACCOUNT, stream, isBillingAccountId);
  if (account !== undefined) return { kind: 'billingAccount', account };
  const measured = idAfter(UTILISATION, stream, isBillingAccountId);
  if (measured !== undefined) return { kind: 'utilisation', account: measured };
  const subscription = idAfter(SUBSCRIPTION, stream, isLowerCaseGuid);
  if (subscription !== undefined) return { kind: 'subscription', subscription };
  return { kind: 'foreign' };
}

function idAfter(
  prefix: string,
  stream: StreamName,
  isId: (text: string) => boolean,
): string | undefined {
  if (!stream.startsWith(prefix)) return undefined;
  const id = stream.slice(prefix.length);
  return isId(id) ? id : undefined;
}
