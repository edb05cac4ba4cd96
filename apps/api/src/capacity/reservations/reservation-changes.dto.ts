import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BILLING_PLANS, RESOURCE_TYPES, TERMS } from '#ledger-core';
import { instantField } from '../../http/input/instant-field';
import { wholeNumberField } from '../../http/input/whole-number-field';
import { appliedScopeFields, scopeTexts } from '../scopes/applied-scope.dto';
import { skipField } from '../orders/list-query';
import { QUANTITY_MAX } from '../purchase/purchase.dto';
import { orderIdText, reservationIdText, subscriptionIdText } from '../resource-id';
import { guidText, orNull, shortText, wordOf } from '../request-fields';

/** More than any split or merge takes, which says itself how many it does. */
const LIST_LENGTH_MAX = 1_000;

const flexibility = orNull(wordOf(['On', 'Off']));
const flag = orNull(z.boolean());

export class SplitBodyDto extends createZodDto(
  z
    .object({
      properties: z.object({
        quantities: z
          .array(wholeNumberField(1))
          .max(LIST_LENGTH_MAX)
          .describe('The units of each part: two or more, which sum to those of the reservation.'),
        reservationId: reservationIdText,
      }),
    })
    .meta({ id: 'SplitRequest' }),
) {}

export class MergeBodyDto extends createZodDto(
  z
    .object({
      properties: z.object({
        sources: z
          .array(reservationIdText)
          .max(LIST_LENGTH_MAX)
          .describe('The reservations to put together: two or more of the order.'),
      }),
    })
    .meta({ id: 'MergeRequest' }),
) {}

export class ChangeDirectoryBodyDto extends createZodDto(
  z
    .object({
      destinationTenantId: guidText('the GUID of a directory').describe(
        'The GUID of a directory: the tid of those who deal with the order from then on.',
      ),
    })
    .meta({ id: 'ChangeDirectoryRequest' }),
) {}

export class AvailableScopesBodyDto extends createZodDto(
  z.object({ properties: z.object({ scopes: scopeTexts }) }).meta({ id: 'AvailableScopeRequest' }),
) {}

/** Azure's PurchaseRequest with all of it left to be as it is. */
const renewal = z.object({
  sku: orNull(z.object({ name: orNull(shortText) })),
  location: orNull(shortText),
  properties: orNull(
    z.object({
      reservedResourceType: orNull(wordOf(RESOURCE_TYPES)),
      billingScopeId: orNull(subscriptionIdText),
      term: orNull(wordOf(TERMS)),
      billingPlan: orNull(wordOf(BILLING_PLANS)),
      quantity: orNull(wholeNumberField(1, QUANTITY_MAX)),
      displayName: orNull(shortText),
      ...appliedScopeFields,
      renew: flag,
      reservedResourceProperties: orNull(z.object({ instanceFlexibility: flexibility })),
    }),
  ),
});

export type RenewalBody = z.output<typeof renewal>;

/** Azure's Patch. */
const update = z
  .object({
    properties: orNull(
      z.object({
        ...appliedScopeFields,
        instanceFlexibility: flexibility,
        name: orNull(shortText).describe('Its display name.'),
        renew: flag.describe('Whether to buy again when it expires.'),
        renewProperties: orNull(z.object({ purchaseProperties: orNull(renewal) })),
        reviewDateTime: orNull(instantField),
      }),
    ),
  })
  .meta({
    id: 'Patch',
    description: 'What is to be changed. What is left out, or null, stays as it is.',
  });

export type UpdateBody = z.output<typeof update>;

export class UpdateBodyDto extends createZodDto(update) {}

const OPERATION = /^([^_]+)_(\d{1,15})$/;

/** A split or merge as its `Location` names it: the reservation it was asked of, and that reservation's etag after it. */
export class ChangeResultPathDto extends createZodDto(
  z.object({
    reservationOrderId: orderIdText,
    changeId: z
      .string()
      .transform((id, context) => {
        const [, of = '', etag = ''] = OPERATION.exec(id) ?? [];
        const reservation = reservationIdText.safeParse(of);
        if (reservation.success)
          return { reservationId: reservation.data.reservationId, etag: Number(etag) };
        context.issues.push({ code: 'custom', message: 'must be as Location has it', input: id });
        return z.NEVER;
      })
      .describe('`{reservation}_{etag}`, as `Location` has it.'),
  }),
) {}

export class RevisionsQueryDto extends createZodDto(
  z.object({ $skiptoken: skipField.exactOptional() }),
) {}
