import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { skipField } from './list-query';
import { wordOf } from '../request-fields';

export class OrderQueryDto extends createZodDto(
  z.object({ $expand: wordOf(['schedule']).exactOptional() }),
) {}

export class ReservationQueryDto extends createZodDto(
  z.object({ $expand: wordOf(['renewProperties']).exactOptional() }),
) {}

/** The client types `$skiptoken` as a number: how many to leave out. */
export class OrderListQueryDto extends createZodDto(
  z.object({ $skiptoken: skipField.exactOptional() }),
) {}
