import { type ApplicationRejectionCode } from '#application';
import { ACCOUNT_REJECTIONS } from './account-rejections';
import { EXCHANGE_REJECTIONS } from './exchange-rejections';
import { PURCHASE_REJECTIONS } from './purchase-rejections';
import { type Answered } from '../errors/refusal';
import { REFUND_REJECTIONS } from './refund-rejections';
import { type RejectionOf, type RejectionRow, type RejectionRows } from './rejection-row';
import { RESERVATION_REJECTIONS } from './reservation-rejections';
import { TERMS_AND_RATES_REJECTIONS } from './terms-and-rates-rejections';
import { TRANSFER_REJECTIONS } from './transfer-rejections';
import { USAGE_REJECTIONS } from './usage-rejections';

const RETRY_AFTER_SECONDS = 5;

/** Every way to be refused, once. A rejection without a row does not compile. */
export const REJECTION_TABLE: RejectionRows = {
  ...ACCOUNT_REJECTIONS,
  ...PURCHASE_REJECTIONS,
  ...REFUND_REJECTIONS,
  ...EXCHANGE_REJECTIONS,
  ...RESERVATION_REJECTIONS,
  ...TRANSFER_REJECTIONS,
  ...TERMS_AND_RATES_REJECTIONS,
  ...USAGE_REJECTIONS,
};

/** How a rejection is answered, on either surface. */
export function answerOfRejection<Code extends ApplicationRejectionCode>(
  rejection: RejectionOf<Code> & Readonly<{ code: Code }>,
): Answered {
  const row: RejectionRow<Code> = REJECTION_TABLE[rejection.code];
  return {
    status: row.status,
    code: row.code ?? rejection.code,
    azureCode: row.azureCode,
    detail: row.says(rejection),
    ...(row.field === undefined ? {} : { field: row.field(rejection) }),
    ...(row.rule === undefined ? {} : { rule: row.rule }),
    ...(row.status === 503 ? { retryAfterSeconds: RETRY_AFTER_SECONDS } : {}),
  };
}
