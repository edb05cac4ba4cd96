import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { SUPPORT_REQUEST_STATUSES, supportRequestId } from '#ledger-core';
import { textField } from '../../http/input/text-field';
import { accountIdField, guidField } from '../fields';

const WHY_LENGTH_MAX = 1024;
const [, ...MOVABLE_TO] = SUPPORT_REQUEST_STATUSES;

export class SupportRequestPathDto extends createZodDto(
  z.object({
    account: accountIdField,
    request: guidField
      .transform(supportRequestId)
      .describe('The `id` of the request, as GET …/supportRequests lists it.'),
  }),
) {}

export class MoveSupportRequestDto extends createZodDto(
  z.strictObject({
    status: z
      .enum(MOVABLE_TO)
      .describe('One step at a time: InProgress, then Approved or Declined, then Closed.'),
    why: textField(WHY_LENGTH_MAX)
      .trim()
      .min(1)
      .exactOptional()
      .describe('Why, for whoever asks later; shown with the request.'),
  }),
) {}
