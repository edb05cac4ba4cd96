import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BusinessClock, listCurrencies, regionMeant } from '#application';
import { Calendar } from '#ledger-core';
import { Catalogue, type CatalogueScope } from '#price-list';
import { AzureReadDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type Call, Called } from '../../http/callers/call.decorator';
import { PUBLIC_URL } from '../../http/public-url';
import { type BodyOf } from '../../http/body-of';
import { type catalogListAnswer } from './catalog.answer';
import { presentCatalogItem } from './catalog.presenter';
import { type CatalogAsked, catalogAsked, nothingSoldAt } from './catalog.request';
import { nextPage } from '../orders/list-query';
import { SubscriptionAccess } from './subscription-access';
import { SubscriptionPathDto } from './subscription.dto';
import { CatalogParameters } from './catalog.parameters';
import { CATALOGS } from './catalogs.docs';

type CatalogsBody = BodyOf<typeof catalogListAnswer>;

/** What is for sale today, at the prices of the lists that the account may buy from. */
@ApiTags('Lists and catalogue')
@UseGuards(ApiVersionGuard)
@Controller('subscriptions/:subscriptionId/providers/Microsoft.Capacity/catalogs')
export class CatalogsController {
  constructor(
    private readonly subscriptions: SubscriptionAccess,
    private readonly catalogue: Catalogue,
    private readonly clock: BusinessClock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Get()
  @AzureReadDocs(CATALOGS)
  @CatalogParameters()
  async catalogs(
    @Param() { subscriptionId }: SubscriptionPathDto,
    @Query() query: object,
    @Called() { caller }: Call,
  ): Promise<CatalogsBody> {
    const asked = catalogAsked(query, Calendar.dayOf(await this.clock.now()));
    const account = await this.subscriptions.accountOf(subscriptionId, caller);
    const scope = { ...asked, currencies: listCurrencies(account.currency) };
    const { items, total } = await this.catalogue.page(scope);
    const { region, skip, take } = scope;
    if (total === 0 && region !== undefined) await this.checkSold({ ...scope, region });
    const value = items.map((item) => presentCatalogItem(item, asked.resourceType));
    if (skip + take >= total) return { value, totalItems: total };
    const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Capacity/catalogs`;
    const place = { publicUrl: this.publicUrl, path };
    const nextLink = nextPage(place, query, { parameter: '$skip', count: skip + take });
    return { value, nextLink, totalItems: total };
  }

  private async checkSold(
    asked: CatalogueScope & CatalogAsked & Readonly<{ region: string }>,
  ): Promise<void> {
    if (await this.catalogue.isSold(asked)) return;
    const region = regionMeant(asked.region);
    const isMeant = await this.catalogue.isSold({ ...asked, region });
    nothingSoldAt(asked, isMeant ? region : undefined);
  }
}
