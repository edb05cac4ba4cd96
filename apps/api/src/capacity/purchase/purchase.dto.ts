import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BILLING_PLANS, RESOURCE_TYPES, TERMS } from '#ledger-core';
import { instantField } from '../../http/input/instant-field';
import { wholeNumberField } from '../../http/input/whole-number-field';
import { appliedScopeFields } from '../scopes/applied-scope.dto';
import { orderIdText, subscriptionIdText } from '../resource-id';
import { orNull, shortText, wordOf } from '../request-fields';

/** A purchase of more units than this is a mistake of the caller. */
export const QUANTITY_MAX = 1_000_000;

/** Azure's PurchaseRequest: what it has beyond these fields has no bearing here and may be sent. */
export const purchaseBody = z
  .object({
    sku: z.object({ name: shortText.describe('What is bought, as the catalogue names it.') }),
    location: shortText.describe('The region, such as westeurope.'),
    properties: z.object({
      reservedResourceType: orNull(wordOf(RESOURCE_TYPES)),
      billingScopeId: subscriptionIdText.describe(
        'The subscription that it is billed to, a GUID or /subscriptions/{guid}: its account pays.',
      ),
      term: wordOf(TERMS),
      billingPlan: orNull(wordOf(BILLING_PLANS)).describe('Upfront if left out.'),
      quantity: wholeNumberField(1, QUANTITY_MAX),
      displayName: orNull(shortText),
      ...appliedScopeFields,
      renew: orNull(z.boolean()).describe('Whether to buy the same again when it expires.'),
      reviewDateTime: orNull(instantField),
      reservedResourceProperties: orNull(
        z.object({ instanceFlexibility: orNull(wordOf(['On', 'Off'])) }),
      ),
    }),
  })
  .meta({
    id: 'PurchaseRequest',
    description: 'What is to be bought. Members beyond these have no bearing here and may be sent.',
  });

export type PurchaseBody = z.output<typeof purchaseBody>;

export class PurchaseBodyDto extends createZodDto(purchaseBody) {}

export class OrderPathDto extends createZodDto(z.object({ reservationOrderId: orderIdText })) {}
