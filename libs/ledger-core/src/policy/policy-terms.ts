import { type Day, day } from '../kernel/calendar';
import { type Money, money, USD } from '../kernel/money';
import { type ResourceType } from '../catalogue/product';

export const CHANNELS = ['self-service', 'partner-center'] as const;
/** By which way a command came: the terms differ (docs/policy-rules.md, "By term"). */
export type Channel = (typeof CHANNELS)[number];

export const CAP_MEASURES = [
  'cancelledCommitment',
  'refundAmount',
  'refundPlusCommitment',
] as const;
/** What of a refund counts towards the cap (R-CAP-2). */
export type CapMeasure = (typeof CAP_MEASURES)[number];

/** Every number the documents set, dated. A change of terms is a new version, never a change of one. */
export type PolicyTerms = Readonly<{
  version: string;
  channel: Channel;
  /** The first day on which the version holds; the first of a channel holds for all earlier days too. */
  effectiveOn: Day;
  /** Decimal text: '0.12' is 12 %. */
  earlyTerminationFeeRate: string;
  freeCancellationDays: number;
  refundCap: Readonly<{ limit: Money; windowDays: number; counts: CapMeasure }>;
  prepaymentCreditValidityDays: number;
  lowerPriceInRefund: boolean;
  lowerPriceInExchange: boolean;
  typesNotReturnable: readonly ResourceType[];
  overageOutcome: 'reopen' | 'creditNote';
}>;

/** "Manage, cancel, exchange, or refund Azure reservations for customers", 2020-05-04. */
export const PARTNER_CENTER_2020_05: PolicyTerms = {
  version: 'partner-center-2020-05',
  channel: 'partner-center',
  effectiveOn: day('2020-05-04'),
  earlyTerminationFeeRate: '0.12',
  freeCancellationDays: 5,
  refundCap: { limit: money(USD, '50000'), windowDays: 365, counts: 'refundAmount' },
  prepaymentCreditValidityDays: 90,
  lowerPriceInRefund: false,
  lowerPriceInExchange: false,
  typesNotReturnable: [],
  overageOutcome: 'reopen',
};

/** "Self-service exchanges and refunds for Azure Reservations", 2021-04-14. */
export const SELF_SERVICE_2021_04: PolicyTerms = {
  version: 'self-service-2021-04',
  channel: 'self-service',
  effectiveOn: day('2021-04-14'),
  earlyTerminationFeeRate: '0',
  freeCancellationDays: 5,
  refundCap: { limit: money(USD, '50000'), windowDays: 365, counts: 'cancelledCommitment' },
  prepaymentCreditValidityDays: 90,
  lowerPriceInRefund: true,
  lowerPriceInExchange: false,
  typesNotReturnable: ['Databricks', 'VMwareCloudSimple', 'RedHatOsa', 'RedHat', 'SuseLinux'],
  overageOutcome: 'reopen',
};

export const BUILT_IN_TERMS: readonly PolicyTerms[] = [
  PARTNER_CENTER_2020_05,
  SELF_SERVICE_2021_04,
];

/**
 * The version of a channel that holds on a day: the latest in effect, of several from one day the one
 * published last. The channel's first, which stands first in the list, also holds for all earlier days.
 * @throws RangeError when the channel has none.
 */
export function termsOn(versions: readonly PolicyTerms[], channel: Channel, on: Day): PolicyTerms {
  const ofChannel = versions.filter((terms) => terms.channel === channel);
  const [first] = ofChannel;
  if (first === undefined) throw new RangeError(`No terms of the channel ${channel}`);
  const inEffect = ofChannel.filter((terms) => terms.effectiveOn <= on);
  return inEffect.reduce(
    (latest, terms) => (terms.effectiveOn >= latest.effectiveOn ? terms : latest),
    inEffect[0] ?? first,
  );
}
