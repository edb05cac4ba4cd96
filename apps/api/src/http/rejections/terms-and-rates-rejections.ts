import { type RejectionRows } from './rejection-row';

/** Published policy terms and exchange rates. */
export const TERMS_AND_RATES_REJECTIONS = {
  PolicyTermsVersionExists: {
    status: 409,
    azureCode: 'BadRequest',
    rule: 'R-REC-1',
    field: () => 'version',
    says: ({ version }) =>
      `There is a version ${version} of the terms, and a version never changes; publish another under a new name.`,
  },
  PolicyTermsEffectiveTooEarly: {
    status: 409,
    azureCode: 'BadRequest',
    rule: 'R-REC-1',
    field: () => 'effectiveOn',
    says: ({ effectiveOn, today }) =>
      `Terms take effect after the day of their publishing, so that they rewrite nothing: business today is ${today}, and ${effectiveOn} is not after it.`,
  },
  PolicyTermsInvalid: {
    status: 400,
    azureCode: 'BadRequest',
    field: ({ field }) => field,
    says: ({ field, accepted }) => `${field} takes ${accepted}.`,
  },
  ExchangeRateInvalid: {
    status: 400,
    azureCode: 'BadRequest',
    field: ({ field }) => field,
    says: ({ field, accepted }) => `${field} takes ${accepted}.`,
  },
} as const satisfies Partial<RejectionRows>;
