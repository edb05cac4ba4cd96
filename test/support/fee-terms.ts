/** Terms of the self-service channel as built in, but for a fee of 12 % after five days; `more` says what else differs. */
export function feeTerms(
  version: string,
  effectiveOn: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    version,
    channel: 'self-service',
    effectiveOn,
    earlyTerminationFeeRate: '0.12',
    freeCancellationDays: 5,
    refundCap: {
      limit: { currency: 'USD', amount: '50000.00' },
      windowDays: 365,
      counts: 'cancelledCommitment',
    },
    prepaymentCreditValidityDays: 90,
    typesNotReturnable: ['Databricks', 'VMwareCloudSimple', 'RedHatOsa', 'RedHat', 'SuseLinux'],
    overageOutcome: 'reopen',
    ...more,
  };
}
