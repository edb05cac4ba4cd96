import { createZodDto } from 'nestjs-zod';
import { cardField, prepaymentTermField } from './offered-payment.dto';

export class AddPrepaymentTermDto extends createZodDto(prepaymentTermField) {}

export class CardOnFileDto extends createZodDto(cardField) {}
