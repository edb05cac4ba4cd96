import { type ApplicationRejectionCode } from '#application';
import { ACCOUNT_REJECTIONS } from './account-rejections';
import { EXCHANGE_REJECTIONS } from './exchange-rejections';
import { PURCHASE_REJECTIONS } from './purchase-rejections';
import { type Answered } from './refusal';
import { REFUND_REJECTIONS } from './refund-rejections';
import { type RejectionOf, type RejectionRow, type RejectionRows } from './rejection-row';
import { RESERVATION_REJECTIONS } from './reservation-rejections';
import { TRANSFER_REJECTIONS } from './transfer-rejections';

const RETRY_AFTER_SECONDS = 5;

/** Every way to be refused, once. A rejection without a row does not compile. */
export const REJECTION_TABLE: RejectionRows = {
  ...ACCOUNT_REJECTIONS,
  ...PURCHASE_REJECTIONS,
  ...REFUND_REJECTIONS,
  ...EXCHANGE_REJECTIONS,
  ...RESERVATION_REJECTIONS,
  ...TRANSFER_REJECTIONS,
};

/** How a rejection is answered, on either surface. */
export function answerOfRejection<Code extends ApplicationRejectionCode>(
  rejection: RejectionOf<Code> & Readonly<{ code: Code }>,
): Answered {
  const row: RejectionRow<Code> = REJECTION_TABLE[rejection.code];
  return {
    status: row.status,
    code: rejection.code,
    azureCode: row.azureCode,
    detail: row.says(rejection),
    ...(row.field === undefined ? {} : { field: row.field(rejection) }),
    ...(row.rule === undefined ? {} : { rule: row.rule }),
    ...(row.status === 503 ? { retryAfterSeconds: RETRY_AFTER_SECONDS } : {}),
  };
}
