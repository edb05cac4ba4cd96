import { z } from 'zod';
import { PRICE } from './price-body';
import { isKnownToClients } from './error-codes';

/** The bodies of Microsoft.Capacity as this ledger sends them, written from the facts of the client's typings. Stricter than those: no member more, the members that clients rely on always there. */
const GUID = z.guid();
const DAY = z.iso.date();
const INSTANT = z.iso.datetime();

const TERM = z.enum(['P1Y', 'P3Y', 'P5Y']);
const PLAN = z.enum(['Upfront', 'Monthly']);
const RESOURCE_TYPE = z.enum([
  ...(['VirtualMachines', 'SqlDatabases', 'SuseLinux', 'CosmosDb', 'RedHat'] as const),
  ...(['SqlDataWarehouse', 'VMwareCloudSimple', 'RedHatOsa', 'Databricks', 'AppService'] as const),
  ...(['ManagedDisk', 'BlockBlob', 'RedisCache', 'AzureDataExplorer', 'MySql'] as const),
  ...(['MariaDb', 'PostgreSql', 'DedicatedHost', 'SapHana', 'SqlAzureHybridBenefit'] as const),
  ...(['AVS', 'DataFactory', 'NetAppStorage', 'AzureFiles', 'SqlEdge'] as const),
  'VirtualMachineSoftware',
]);
const SCOPE_TYPE = z.enum(['Single', 'Shared', 'ManagementGroup']);
const PROVISIONING = z.enum([
  ...(['Creating', 'PendingResourceHold', 'ConfirmedResourceHold', 'PendingBilling'] as const),
  ...(['ConfirmedBilling', 'Created', 'Succeeded', 'Cancelled', 'Expired'] as const),
  ...(['BillingFailed', 'Failed', 'Split', 'Merged', 'Pending'] as const),
]);
const DISPLAYED = z.enum([
  ...(['Succeeded', 'Expiring', 'Expired', 'Pending', 'Processing'] as const),
  ...(['Cancelled', 'Failed', 'Warning', 'NoBenefit'] as const),
]);
const STATUS_CODE = z.enum([
  ...(['None', 'Pending', 'Processing', 'Active', 'PurchaseError'] as const),
  ...(['PaymentInstrumentError', 'Split', 'Merged', 'Expired', 'Succeeded'] as const),
]);
const EXTENDED_STATUS = z.strictObject({ statusCode: STATUS_CODE, message: z.string() });
const FLEXIBILITY = z.enum(['On', 'Off']);
const SCOPE_PROPERTIES = z.strictObject({
  tenantId: z.string().optional(),
  managementGroupId: z.string().optional(),
  subscriptionId: z.string().optional(),
  resourceGroupId: z.string().optional(),
  displayName: z.string().optional(),
});

function idOf(...kinds: readonly string[]): z.ZodType<string> {
  const below = kinds.map((kind) => `/${kind}/[^/]+`).join('');
  return z.string().regex(new RegExp(`^/providers/Microsoft\\.Capacity${below}$`, 'i'));
}
const ORDER_ID = idOf('reservationOrders');
const RESERVATION_ID = idOf('reservationOrders', 'reservations');
const REVISION_ID = idOf('reservationOrders', 'reservations', 'revisions');

export const ERROR = z.strictObject({
  error: z.strictObject({
    code: z.string().refine(isKnownToClients, 'is no code that clients know'),
    message: z.string().min(1),
    target: z.string().optional(),
  }),
});

const PAYMENT = z.strictObject({
  dueDate: DAY,
  paymentDate: DAY.nullish(),
  status: z.enum(['Succeeded', 'Failed', 'Scheduled', 'Cancelled']),
  pricingCurrencyTotal: PRICE,
  billingCurrencyTotal: PRICE.nullish(),
  billingAccount: z.string().optional(),
  extendedStatusInfo: EXTENDED_STATUS.optional(),
});

export const QUOTE = z.strictObject({
  properties: z.strictObject({
    billingCurrencyTotal: PRICE,
    netTotal: z.number(),
    taxTotal: z.number(),
    grandTotal: z.number(),
    isTaxIncluded: z.boolean().optional(),
    isBillingPartnerManaged: z.boolean().optional(),
    reservationOrderId: GUID,
    skuTitle: z.string(),
    skuDescription: z.string(),
    pricingCurrencyTotal: PRICE,
    paymentSchedule: z.array(PAYMENT).optional(),
  }),
});

export const ORDER = z.strictObject({
  id: ORDER_ID,
  name: GUID,
  type: z.literal('microsoft.capacity/reservationOrders'),
  etag: z.int().min(1),
  properties: z.strictObject({
    displayName: z.string().optional(),
    requestDateTime: INSTANT.optional(),
    createdDateTime: INSTANT.optional(),
    benefitStartTime: INSTANT.optional(),
    expiryDate: DAY.optional(),
    expiryDateTime: INSTANT.optional(),
    reviewDateTime: INSTANT.optional(),
    originalQuantity: z.int().min(1),
    term: TERM,
    provisioningState: PROVISIONING,
    billingPlan: PLAN,
    billingAccountId: z.string().startsWith('/providers/Microsoft.Billing/billingAccounts/'),
    billingProfileId: z.string().optional(),
    reservations: z.array(z.strictObject({ id: RESERVATION_ID })),
    planInformation: z
      .strictObject({
        pricingCurrencyTotal: PRICE,
        startDate: DAY,
        nextPaymentDueDate: DAY.nullable(),
        transactions: z.array(PAYMENT),
      })
      .optional(),
  }),
});

const PURCHASE = z.strictObject({
  sku: z.strictObject({ name: z.string() }),
  location: z.string().optional(),
  properties: z.strictObject({
    reservedResourceType: RESOURCE_TYPE.optional(),
    billingScopeId: z.string(),
    term: TERM,
    billingPlan: PLAN,
    quantity: z.int(),
    displayName: z.string().nullish(),
    appliedScopeType: SCOPE_TYPE,
    appliedScopes: z.array(z.string()).nullish(),
    appliedScopeProperties: SCOPE_PROPERTIES.nullish(),
    renew: z.boolean().nullish(),
    reservedResourceProperties: z.strictObject({ instanceFlexibility: FLEXIBILITY }).nullish(),
    instanceFlexibility: FLEXIBILITY.nullish(),
    reviewDateTime: INSTANT.nullish(),
  }),
});

const RESERVATION_PROPERTIES = z.strictObject({
  reservedResourceType: RESOURCE_TYPE,
  instanceFlexibility: FLEXIBILITY.optional(),
  displayName: z.string(),
  appliedScopes: z.array(z.string()).optional(),
  appliedScopeType: SCOPE_TYPE,
  appliedScopeProperties: SCOPE_PROPERTIES.optional(),
  archived: z.boolean(),
  capabilities: z.string().optional(),
  quantity: z.int().min(1),
  provisioningState: PROVISIONING,
  provisioningSubState: z.string().optional(),
  displayProvisioningState: DISPLAYED.optional(),
  effectiveDateTime: INSTANT,
  benefitStartTime: INSTANT,
  lastUpdatedDateTime: INSTANT,
  expiryDate: DAY.optional(),
  expiryDateTime: INSTANT.optional(),
  purchaseDate: DAY.optional(),
  purchaseDateTime: INSTANT.optional(),
  reviewDateTime: INSTANT.optional(),
  skuDescription: z.string(),
  extendedStatusInfo: EXTENDED_STATUS.optional(),
  billingPlan: PLAN.optional(),
  billingScopeId: z.string().startsWith('/subscriptions/').optional(),
  term: TERM.optional(),
  splitProperties: z
    .strictObject({
      splitSource: z.string().optional(),
      splitDestinations: z.array(z.string()).optional(),
    })
    .optional(),
  mergeProperties: z
    .strictObject({
      mergeDestination: z.string().optional(),
      mergeSources: z.array(z.string()).optional(),
    })
    .optional(),
  swapProperties: z
    .strictObject({ swapSource: z.string().optional(), swapDestination: z.string().optional() })
    .optional(),
  renew: z.boolean(),
  renewSource: z.string().optional(),
  renewDestination: z.string().optional(),
  renewProperties: z
    .strictObject({
      purchaseProperties: PURCHASE,
      pricingCurrencyTotal: PRICE.optional(),
      billingCurrencyTotal: PRICE.optional(),
    })
    .optional(),
  userFriendlyAppliedScopeType: z
    .enum(['None', 'Shared', 'Single', 'ResourceGroup', 'ManagementGroup'])
    .optional(),
  userFriendlyRenewState: z
    .enum(['On', 'Off', 'Renewed', 'NotRenewed', 'NotApplicable'])
    .optional(),
  utilization: z
    .strictObject({
      trend: z.string().optional(),
      aggregates: z.array(
        z.strictObject({
          grain: z.number(),
          grainUnit: z.string(),
          value: z.number(),
          valueUnit: z.string(),
        }),
      ),
    })
    .optional(),
});

const RESOURCE = {
  location: z.string(),
  etag: z.int().min(1),
  sku: z.strictObject({ name: z.string() }),
  kind: z.literal('Microsoft.Compute').optional(),
  properties: RESERVATION_PROPERTIES,
};

export const RESERVATION = z.strictObject({
  id: RESERVATION_ID,
  name: z.string(),
  type: z.string().regex(/^microsoft\.capacity\/reservationOrders\/reservations$/i),
  ...RESOURCE,
});

export const REVISION = z.strictObject({
  id: REVISION_ID,
  name: z.string().regex(/^\d+$/),
  type: z.string().regex(/^microsoft\.capacity\/reservationOrders\/reservations\/revisions$/i),
  ...RESOURCE,
});

const BILLING_INFORMATION = {
  billingCurrencyTotalPaidAmount: PRICE,
  billingCurrencyProratedAmount: PRICE,
  billingCurrencyRemainingCommitmentAmount: PRICE,
};
const POLICY_ERRORS = z.array(z.strictObject({ code: z.string(), message: z.string() }));

export const REFUND = z.strictObject({
  id: RESERVATION_ID,
  properties: z.strictObject({
    sessionId: GUID,
    quantity: z.int().min(1),
    billingRefundAmount: PRICE,
    pricingRefundAmount: PRICE,
    policyResult: z.strictObject({
      properties: z.strictObject({
        consumedRefundsTotal: PRICE,
        maxRefundLimit: PRICE,
        policyErrors: POLICY_ERRORS,
      }),
    }),
    billingInformation: z.strictObject({
      billingPlan: PLAN,
      completedTransactions: z.int(),
      totalTransactions: z.int(),
      ...BILLING_INFORMATION,
    }),
  }),
});

const LINE_STATUS = z.enum(['Succeeded', 'Failed', 'Cancelled', 'Pending']).optional();

export const EXCHANGE = z.strictObject({
  id: idOf('operationResults'),
  name: GUID,
  status: z.enum([
    ...(['Succeeded', 'Failed', 'Cancelled', 'Pending'] as const),
    ...(['PendingRefunds', 'PendingPurchases'] as const),
  ]),
  error: z.strictObject({ code: z.string(), message: z.string() }).optional(),
  properties: z
    .strictObject({
      sessionId: GUID,
      netPayable: PRICE.optional(),
      refundsTotal: PRICE.optional(),
      purchasesTotal: PRICE.optional(),
      policyResult: z.strictObject({ policyErrors: POLICY_ERRORS.nullable() }),
      savingsPlansToPurchase: z.array(z.never()).optional(),
      reservationsToPurchase: z.array(
        z.strictObject({
          reservationOrderId: ORDER_ID.optional(),
          reservationId: RESERVATION_ID.optional(),
          properties: PURCHASE,
          billingCurrencyTotal: PRICE.optional(),
          paymentSchedule: z.array(PAYMENT).nullish(),
          pricingCurrencyTotal: PRICE.nullish(),
          status: LINE_STATUS,
        }),
      ),
      reservationsToExchange: z.array(
        z.strictObject({
          reservationId: RESERVATION_ID,
          quantity: z.int().min(1),
          billingRefundAmount: PRICE.optional(),
          billingInformation: z.strictObject(BILLING_INFORMATION).optional(),
          status: LINE_STATUS,
        }),
      ),
    })
    .optional(),
});

function listOf(item: z.ZodType, more: Readonly<Record<string, z.ZodType>> = {}): z.ZodType {
  return z.strictObject({ value: z.array(item), nextLink: z.url().optional(), ...more });
}

const COUNT = z.int().min(0).optional();
const SUMMARY = z.strictObject({
  succeededCount: COUNT,
  failedCount: COUNT,
  expiringCount: COUNT,
  expiredCount: COUNT,
  pendingCount: COUNT,
  cancelledCount: COUNT,
  processingCount: COUNT,
  warningCount: COUNT,
  noBenefitCount: COUNT,
});

const NAMED_VALUE = z.strictObject({ name: z.string(), value: z.string() });
const byTerm = <T extends z.ZodType>(of: T) =>
  z.strictObject({ p1Y: of.optional(), p3Y: of.optional(), p5Y: of.optional() });
const CATALOG = z.strictObject({
  resourceType: z.string(),
  name: z.string(),
  billingPlans: byTerm(z.array(PLAN)),
  terms: z.array(TERM),
  locations: z.array(z.string()),
  skuProperties: z.array(NAMED_VALUE),
  msrp: byTerm(PRICE).optional(),
  restrictions: z
    .array(
      z.strictObject({ type: z.string(), values: z.array(z.string()), reasonCode: z.string() }),
    )
    .optional(),
  tier: z.string().optional(),
  size: z.string().optional(),
  capabilities: z.array(NAMED_VALUE).optional(),
});

export const ORDERS = listOf(ORDER);
export const RESERVATIONS = listOf(RESERVATION, { summary: SUMMARY.optional() });
export const REVISIONS = listOf(REVISION);
export const CATALOGS = listOf(CATALOG, { totalItems: COUNT });
export const CHANGED = z.array(z.union([RESERVATION, REVISION]));
export const SCOPES = z.strictObject({
  properties: z.strictObject({
    scopes: z.array(z.strictObject({ scope: z.string(), valid: z.boolean() })),
  }),
});
const MOVED = z.strictObject({
  id: z.string(),
  name: z.string(),
  isSucceeded: z.boolean(),
  error: z.string().optional(),
});
export const DIRECTORY = z.strictObject({ reservationOrder: MOVED, reservations: z.array(MOVED) });
export const APPLIED = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  properties: z.strictObject({ reservationOrderIds: listOf(z.string()) }),
});
export const OPERATIONS = listOf(
  z.strictObject({
    name: z.string().startsWith('Microsoft.Capacity/'),
    isDataAction: z.boolean().optional(),
    display: z.strictObject({
      provider: z.string(),
      resource: z.string(),
      operation: z.string(),
      description: z.string(),
    }),
    origin: z.string().optional(),
    properties: z.looseObject({}).optional(),
  }),
);
/** What a poll of `Location` is answered while the operation runs. */
export const RUNNING = z.strictObject({
  id: idOf('operationResults'),
  name: GUID,
  status: z.literal('Pending'),
});
