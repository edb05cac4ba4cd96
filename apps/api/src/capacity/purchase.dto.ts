import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BILLING_PLANS, RESOURCE_TYPES, TERMS } from '#ledger-core';
import { textField } from '../http/text-field';
import { orderIdText, subscriptionIdText } from './resource-id';
import { orNull, wordOf } from './words';

/** A purchase of more units than this is a mistake of the caller. */
const QUANTITY_MAX = 1_000_000;
const TEXT_LENGTH_MAX = 256;
const SCOPE_LENGTH_MAX = 1_024;
const SCOPES_MAX = 100;

const text = textField(TEXT_LENGTH_MAX).min(1);

const appliedScopeProperties = z.object({
  subscriptionId: orNull(text),
  resourceGroupId: orNull(textField(SCOPE_LENGTH_MAX).min(1)),
  tenantId: orNull(text),
  managementGroupId: orNull(text),
});

/** Azure's PurchaseRequest: what it has beyond these fields has no bearing here and may be sent. */
export const purchaseBody = z.object({
  sku: z.object({ name: text }),
  location: text,
  properties: z.object({
    reservedResourceType: orNull(wordOf(RESOURCE_TYPES)),
    billingScopeId: subscriptionIdText,
    term: wordOf(TERMS),
    billingPlan: orNull(wordOf(BILLING_PLANS)),
    quantity: z.int().min(1).max(QUANTITY_MAX),
    displayName: orNull(text),
    appliedScopeType: orNull(wordOf(['Single', 'Shared', 'ManagementGroup'])),
    appliedScopes: orNull(z.array(text).max(SCOPES_MAX)),
    appliedScopeProperties: orNull(appliedScopeProperties),
    renew: orNull(z.boolean()),
    reservedResourceProperties: orNull(
      z.object({ instanceFlexibility: orNull(wordOf(['On', 'Off'])) }),
    ),
  }),
});

export type PurchaseBody = z.output<typeof purchaseBody>;

export class PurchaseBodyDto extends createZodDto(purchaseBody) {}

export class OrderPathDto extends createZodDto(z.object({ reservationOrderId: orderIdText })) {}
