import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { dayAnswer, guidAnswer } from '../answer-fields';

/** The Owners of an order. */
export class OwnersDto extends createZodDto(
  z
    .strictObject({
      value: z
        .array(
          z.strictObject({ principal: z.string().describe('The `oid` of their access tokens.') }),
        )
        .min(1)
        .describe('Whoever has been Owner longest comes first; there is always one.'),
    })
    .meta({ id: 'Owners' }),
) {}

/** A reservation after a swap. */
export class SwappedReservationDto extends createZodDto(
  z
    .strictObject({
      reservationOrderId: guidAnswer,
      reservationId: guidAnswer.describe('As before: the reservation stays the same.'),
      fromArmSkuName: z.string().describe('What it covered before.'),
      armSkuName: z.string().describe('What it covers now, as the price list spells it.'),
      swappedOn: dayAnswer,
      expiresOn: dayAnswer.describe('As before: the term goes on.'),
    })
    .meta({ id: 'SwappedReservation' }),
) {}
