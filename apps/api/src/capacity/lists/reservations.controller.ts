import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { BusinessClock } from '#application';
import { Calendar } from '#ledger-core';
import { atOneMoment, reservationCountsSeenBy, reservationsSeenBy } from '#read-models';
import { AzureReadDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type Call, Called } from '../../http/callers/call.decorator';
import { PUBLIC_URL } from '../../http/public-url';
import { namingTarget } from '../../http/errors/refusal';
import { nextPage } from '../orders/list-query';
import { viewerOf } from '../orders/order-access';
import { presentReservationList, type ReservationListBody } from './reservation-list.presenter';
import { reservationListing } from './reservation-list.request';
import { ReservationListParameters } from './reservation-list.parameters';
import { LIST_RESERVATIONS } from './reservations.docs';

const PATH = '/providers/Microsoft.Capacity/reservations';

/** The reservations of every order that the caller sees. */
@ApiTags('Lists and catalogue')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/reservations')
export class ReservationsController {
  constructor(
    private readonly tables: DataSource,
    private readonly clock: BusinessClock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Get()
  @AzureReadDocs(LIST_RESERVATIONS)
  @ReservationListParameters()
  async listAll(@Query() query: object, @Called() { caller }: Call): Promise<ReservationListBody> {
    const today = Calendar.dayOf(await this.clock.now());
    const listing = namingTarget(() => reservationListing(query, today));
    const { skip, take } = listing;
    const viewer = viewerOf(caller);
    const { found, counts } = await atOneMoment(this.tables, async (reader) => ({
      found: await reservationsSeenBy(reader, viewer, { ...listing, take: take + 1 }),
      counts: await reservationCountsSeenBy(reader, viewer, today),
    }));
    const place = { publicUrl: this.publicUrl, path: PATH };
    const nextLink =
      found.length > take
        ? nextPage(place, query, { parameter: '$skiptoken', count: skip + take })
        : undefined;
    return presentReservationList(found.slice(0, take), counts, { today, nextLink });
  }
}
