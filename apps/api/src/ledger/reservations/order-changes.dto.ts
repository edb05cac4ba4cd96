import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { principalId } from '#ledger-core';
import { orderIdText, reservationIdText } from '../../capacity/resource-id';
import { textField } from '../../http/input/text-field';

const SKU_LENGTH_MAX = 256;
const PRINCIPAL_LENGTH_MAX = 256;
const PRINCIPAL = /^[^\s]{1,256}$/;

export class OrderPathDto extends createZodDto(z.object({ order: orderIdText })) {}

export class OwnerPathDto extends createZodDto(
  z.object({
    order: orderIdText,
    principal: textField(PRINCIPAL_LENGTH_MAX)
      .regex(PRINCIPAL, 'must be 1 to 256 characters without blanks, as the `oid` of a token')
      .describe(
        'The `oid` of the person’s or service’s access tokens: 1 to 256 characters, no blanks.',
      )
      .transform(principalId),
  }),
) {}

export class ReservationPathDto extends createZodDto(
  z.object({ order: orderIdText, reservation: reservationIdText }),
) {}

export class SwapDto extends createZodDto(
  z.strictObject({
    armSkuName: textField(SKU_LENGTH_MAX)
      .trim()
      .min(1)
      .describe('The premium-storage twin, in any case.'),
  }),
) {}
