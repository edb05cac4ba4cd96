import { z } from 'zod';

/** Azure's ReservationUtilization. */
export const utilizationAnswer = z
  .strictObject({
    trend: z
      .enum(['UP', 'DOWN', 'SAME', ''])
      .describe('This week against the week before; empty when nothing was reported then.'),
    aggregates: z.array(
      z.strictObject({
        grain: z.union([z.literal(1), z.literal(7), z.literal(30)]),
        grainUnit: z.literal('days'),
        value: z.number().min(0).max(100),
        valueUnit: z.literal('percentage'),
      }),
    ),
  })
  .meta({
    id: 'ReservationUtilization',
    description:
      'Percent used of the last 1, 7 and 30 days before today; absent until usage is reported.',
  });
