/** Where an answer may differ from the specification, and why. Each is met by the conversations of test/contract/recordings, or it is stale. */
export type KnownDifference = Readonly<{ what: RegExp; at: RegExp; because: string }>;

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    what: /^OBJECT_ADDITIONAL_PROPERTIES: .*: billingAccountId$/,
    at: /\/properties\/billingAccountId$/,
    because:
      'The real service sends the billing account of every order, and the specification has no member for it.',
  },
  {
    what: /^OBJECT_ADDITIONAL_PROPERTIES: .*: (paymentSchedule|pricingCurrencyTotal)$/,
    at: /\/reservationsToPurchase\/\d+\/(paymentSchedule|pricingCurrencyTotal)$/,
    because:
      'The real service sends both, as null, with each purchase of an exchange; the specification has no members for them.',
  },
  {
    what: /^OBJECT_ADDITIONAL_PROPERTIES: .*: instanceFlexibility$/,
    at: /\/reservationsToPurchase\/\d+\/properties\/properties\/instanceFlexibility$/,
    because:
      'The real service repeats each purchase of an exchange with this member beside reservedResourceProperties, as null.',
  },
];

/** The known difference that this one is; undefined when nobody gave a reason for it. */
export function knownDifference(
  difference: Readonly<{ at: string; what: string }>,
): KnownDifference | undefined {
  return KNOWN_DIFFERENCES.find(
    ({ what, at }) => what.test(difference.what) && at.test(difference.at),
  );
}
