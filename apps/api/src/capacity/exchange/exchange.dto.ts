import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { EXCHANGE_LINES_MAX } from '#ledger-core';
import { purchaseBody } from '../purchase/purchase.dto';
import { reservationIdText } from '../resource-id';
import { guidText, orNull } from '../request-fields';

const TOO_MANY = `at most ${EXCHANGE_LINES_MAX} lines are exchanged at once`;
const NONE_RETURNED = 'must have at least one line: what is to be returned';
const NONE_BOUGHT =
  'must have at least one line: what is to be bought for it; to return without buying, call CalculateRefund';

/** Which quantity may be returned, the decision says: it knows what is left. */
const reservationToExchange = z.object({
  reservationId: reservationIdText,
  quantity: z.number().describe('How many of its units; a whole number of at most what is left.'),
});

const calculateExchangeBody = z
  .object({
    properties: z.object({
      reservationsToExchange: z
        .array(reservationToExchange)
        .min(1, NONE_RETURNED)
        .max(EXCHANGE_LINES_MAX, TOO_MANY),
      reservationsToPurchase: z
        .array(purchaseBody)
        .min(1, NONE_BOUGHT)
        .max(EXCHANGE_LINES_MAX, TOO_MANY),
      savingsPlansToPurchase: orNull(
        z.array(z.unknown()).max(0, 'savings plans are not sold here; leave the list out or empty'),
      ),
    }),
  })
  .meta({ id: 'CalculateExchangeRequest' });

export class CalculateExchangeBodyDto extends createZodDto(calculateExchangeBody) {}

export const exchangeBody = z
  .object({
    properties: z.object({
      sessionId: guidText('the GUID that CalculateExchange answered').describe(
        'The GUID that CalculateExchange answered in its result.',
      ),
    }),
  })
  .meta({ id: 'ExchangeRequest' });

export class ExchangeBodyDto extends createZodDto(exchangeBody) {}
