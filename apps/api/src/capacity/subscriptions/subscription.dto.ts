import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { subscriptionIdText } from '../resource-id';

export class SubscriptionPathDto extends createZodDto(
  z.object({ subscriptionId: subscriptionIdText }),
) {}
