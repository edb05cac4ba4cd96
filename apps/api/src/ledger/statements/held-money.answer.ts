import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { SUPPORT_REQUEST_STATUSES } from '#ledger-core';
import {
  cardAnswer,
  dayAnswer,
  documentNumberAnswer,
  guidAnswer,
  moneyAnswer,
} from '../answer-fields';

const cardRefund = z
  .strictObject({
    id: guidAnswer,
    on: dayAnswer.describe('The day it was requested or held.'),
    amount: moneyAnswer,
    card: cardAnswer.describe('The card it goes to; of held money the one that paid.'),
    status: z
      .enum(['Requested', 'Held'])
      .describe(
        '`Requested`: the card’s processor is asked to send it. `Held`: the card that paid is no longer on file, so nothing is sent before the support request is approved; declined, it stays held (R-OUT-4).',
      ),
    invoiceNumber: documentNumberAnswer.describe('The invoice that shows the refund.'),
    supportRequestId: guidAnswer
      .exactOptional()
      .describe('Of money that is or was held: the request that decides about it.'),
    heldRefundId: guidAnswer
      .exactOptional()
      .describe('Of money sent after it was held: the `id` it had while it was held.'),
    heldOn: dayAnswer
      .exactOptional()
      .describe('Of money sent after it was held: since when it was.'),
  })
  .meta({ id: 'CardRefund' });

const supportRequest = z
  .strictObject({
    id: guidAnswer,
    openedOn: dayAnswer,
    status: z
      .enum(SUPPORT_REQUEST_STATUSES)
      .describe(
        '`Created`, then `InProgress`, then `Approved` (the held money goes to the card on file) or `Declined` (it stays held and owed), then `Closed` (R-ACC-4).',
      ),
    statusOn: dayAnswer.describe('The day on which it came to its status.'),
    why: z.string().exactOptional().describe('Why it did, where that was said.'),
    category: z.string().describe('`ExchangesAndRefunds`.'),
    reservationOrderId: guidAnswer,
    reservationId: guidAnswer.describe('Whose return held the money.'),
    amount: moneyAnswer.describe('The money that is or was held.'),
  })
  .meta({ id: 'SupportRequest' });

/** Money that went back to cards, or is held. */
export class CardRefundListDto extends createZodDto(
  z.strictObject({ value: z.array(cardRefund) }).meta({ id: 'CardRefundList' }),
) {}

/** Requests about held money. */
export class SupportRequestListDto extends createZodDto(
  z.strictObject({ value: z.array(supportRequest) }).meta({ id: 'SupportRequestList' }),
) {}

/** A request about held money. */
export class SupportRequestDto extends createZodDto(supportRequest) {}
