import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BusinessClock } from '#application';
import { Calendar, type Day } from '#ledger-core';
import { AzureCommandDocs, AzureReadDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { CAPACITY_VERSIONS } from '../../http/api-version';
import { type Call, Called } from '../../http/callers/call.decorator';
import { PUBLIC_URL } from '../../http/public-url';
import { type BodyOf } from '../../http/body-of';
import { type revisionListAnswer } from './reservation-revision.answer';
import { type AvailableScopesBody, presentScopes } from './available-scopes.presenter';
import { ReservationPathDto } from '../refund/refund.dto';
import {
  AvailableScopesBodyDto,
  ChangeResultPathDto,
  RevisionsQueryDto,
} from './reservation-changes.dto';
import { ReservationHistory } from './reservation-history';
import { ofOrder } from './reservation-named';
import {
  type ChangedReservationBody,
  presentChanged,
  presentRevision,
} from './reservation-revision.presenter';
import {
  AVAILABLE_SCOPES,
  MERGE_RESULT,
  REVISIONS,
  SPLIT_RESULT,
} from './reservation-history.docs';

/** As the real service pages. */
const PAGE = 50;

type RevisionsBody = BodyOf<typeof revisionListAnswer>;

/** What became of reservations, and what may become of one. */
@ApiTags('Changing reservations')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/reservationOrders/:reservationOrderId')
export class ReservationHistoryController {
  constructor(
    private readonly history: ReservationHistory,
    private readonly clock: BusinessClock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Get('splitoperationresults/:changeId')
  @AzureReadDocs(SPLIT_RESULT)
  async splitResult(
    @Param() { reservationOrderId, changeId }: ChangeResultPathDto,
    @Called() { caller }: Call,
  ): Promise<readonly ChangedReservationBody[]> {
    const found = await this.history.splitResult(reservationOrderId, changeId, caller);
    const today = await this.today();
    return found.map((each) => presentChanged(each, today));
  }

  @Get('mergeoperationresults/:changeId')
  @AzureReadDocs(MERGE_RESULT)
  async mergeResult(
    @Param() { reservationOrderId, changeId }: ChangeResultPathDto,
    @Called() { caller }: Call,
  ): Promise<readonly ChangedReservationBody[]> {
    const found = await this.history.mergeResult(reservationOrderId, changeId, caller);
    const today = await this.today();
    return found.map((each) => presentChanged(each, today));
  }

  @Get('reservations/:reservationId/revisions')
  @AzureReadDocs(REVISIONS)
  async revisions(
    @Param() { reservationOrderId: orderId, reservationId: named }: ReservationPathDto,
    @Query() { $skiptoken: skip = 0 }: RevisionsQueryDto,
    @Called() { caller }: Call,
  ): Promise<RevisionsBody> {
    const reservationId = ofOrder(orderId, named);
    const found = await this.history.revisions(orderId, reservationId, caller);
    const today = await this.today();
    const value = found.slice(skip, skip + PAGE).map((each) => presentRevision(each, today));
    if (found.length <= skip + PAGE) return { value };
    const path = `/providers/Microsoft.Capacity/reservationOrders/${orderId}/reservations/${reservationId}/revisions`;
    const query = `?api-version=${CAPACITY_VERSIONS[0]}&$skiptoken=${skip + PAGE}`;
    return { value, nextLink: `${this.publicUrl}${path}${query}` };
  }

  @Post('reservations/:reservationId/availableScopes')
  @HttpCode(200)
  @AzureCommandDocs(AVAILABLE_SCOPES)
  async availableScopes(
    @Param() { reservationOrderId: orderId, reservationId: named }: ReservationPathDto,
    @Body() { properties: { scopes } }: AvailableScopesBodyDto,
    @Called() { caller }: Call,
  ): Promise<AvailableScopesBody> {
    const reservationId = ofOrder(orderId, named);
    const available = await this.history.availableScopes(
      { orderId, reservationId },
      scopes,
      caller,
    );
    return presentScopes(scopes, available);
  }

  private async today(): Promise<Day> {
    return Calendar.dayOf(await this.clock.now());
  }
}
