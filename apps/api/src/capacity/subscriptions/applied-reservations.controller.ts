import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { type SubscriptionId } from '#ledger-core';
import { ordersAppliedTo } from '#read-models';
import { AzureReadDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type Call, Called } from '../../http/callers/call.decorator';
import { PUBLIC_URL } from '../../http/public-url';
import { type AppliedReservationsBody, presentAppliedOrders } from './applied-orders.presenter';
import { countAsked, nextPage } from '../orders/list-query';
import { viewerOf } from '../orders/order-access';
import { SubscriptionAccess } from './subscription-access';
import { SubscriptionPathDto } from './subscription.dto';
import { APPLIED_RESERVATIONS } from './applied-reservations.docs';

/** The official client reads one page and hands out the link to the next. */
const PAGE = 200;

/** The orders whose reservations a subscription can use. */
@ApiTags('Lists and catalogue')
@UseGuards(ApiVersionGuard)
@Controller('subscriptions/:subscriptionId/providers/Microsoft.Capacity/appliedReservations')
export class AppliedReservationsController {
  constructor(
    private readonly subscriptions: SubscriptionAccess,
    private readonly tables: DataSource,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Get()
  @AzureReadDocs(APPLIED_RESERVATIONS)
  @ApiQuery({
    name: '$skiptoken',
    required: false,
    schema: { type: 'string' },
    description: 'How many orders to leave out, as `nextLink` has it: a whole number.',
  })
  async applied(
    @Param() { subscriptionId }: SubscriptionPathDto,
    @Query() query: object,
    @Called() { caller }: Call,
  ): Promise<AppliedReservationsBody> {
    const skip = countAsked(query, '$skiptoken', 0) ?? 0;
    const account = await this.subscriptions.accountOf(subscriptionId, caller);
    const found = await ordersAppliedTo(
      this.tables,
      { subscription: subscriptionId, account: account.id },
      viewerOf(caller),
      { skip, take: PAGE + 1 },
    );
    const nextLink =
      found.length > PAGE ? this.pageFrom(subscriptionId, query, skip + PAGE) : undefined;
    return presentAppliedOrders(subscriptionId, found.slice(0, PAGE), nextLink);
  }

  private pageFrom(subscription: SubscriptionId, query: object, count: number): string {
    const path = `/subscriptions/${subscription}/providers/Microsoft.Capacity/appliedReservations`;
    const place = { publicUrl: this.publicUrl, path };
    return nextPage(place, query, { parameter: '$skiptoken', count });
  }
}
