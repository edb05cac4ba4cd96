import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { wordOf } from './words';

const SKIP_MAX = 1_000_000_000;

export class OrderQueryDto extends createZodDto(
  z.object({ $expand: wordOf(['schedule']).exactOptional() }),
) {}

/** The client types `$skiptoken` as a number: how many to leave out. */
export class OrderListQueryDto extends createZodDto(
  z.object({ $skiptoken: z.coerce.number().int().min(0).max(SKIP_MAX).exactOptional() }),
) {}
