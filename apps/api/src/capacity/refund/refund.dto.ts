import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { textField } from '../../http/input/text-field';
import { wholeNumberField } from '../../http/input/whole-number-field';
import { orderIdText, reservationIdText } from '../resource-id';
import { guidText, orNull, wordOf } from '../request-fields';

const REASON_LENGTH_MAX = 1_024;

const reservationToReturn = z.object({
  reservationId: reservationIdText,
  quantity: wholeNumberField(1).describe('How many of its units; at most what is left of it.'),
});

const scope = orNull(wordOf(['Reservation']));

const calculateRefundBody = z
  .object({
    id: orNull(orderIdText).describe('The order of the path again, or left out.'),
    properties: z.object({ scope, reservationToReturn }),
  })
  .meta({ id: 'CalculateRefundRequest' });

export class CalculateRefundBodyDto extends createZodDto(calculateRefundBody) {}

const returnBody = z
  .object({
    properties: z.object({
      sessionId: guidText('the GUID that CalculateRefund answered').describe(
        'The GUID that CalculateRefund answered.',
      ),
      scope,
      reservationToReturn,
      returnReason: orNull(textField(REASON_LENGTH_MAX)).describe('Kept with the return.'),
    }),
  })
  .meta({ id: 'RefundRequest' });

export class ReturnBodyDto extends createZodDto(returnBody) {}

export class OperationPathDto extends createZodDto(
  z.object({
    operationId: guidText('a GUID').describe(
      'The GUID that `Location` and `Azure-AsyncOperation` have.',
    ),
  }),
) {}

export class ReservationPathDto extends createZodDto(
  z.object({ reservationOrderId: orderIdText, reservationId: reservationIdText }),
) {}
