import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { accountParticulars } from './billing-account.answer';

const METHODS = ['invoice', 'card', 'prepayment'] as const;

const listedAccount = z
  .strictObject({
    ...accountParticulars,
    payment: z
      .strictObject({ method: z.enum(METHODS) })
      .describe('The method alone; the account itself says what it pays with.'),
  })
  .meta({ id: 'ListedBillingAccount' });

export class AccountListDto extends createZodDto(
  z.strictObject({
    value: z.array(listedAccount),
    nextCursor: z
      .string()
      .exactOptional()
      .describe('There when more accounts follow: send it as `cursor`.'),
  }),
) {}
