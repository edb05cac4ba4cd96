import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AddOwner, type Outcome, type OwnersOfOrder, RemoveOwner } from '#application';
import { OrderAccess } from '../../capacity/orders/order-access';
import { type Call, Called } from '../../http/callers/call.decorator';
import { type HttpReply } from '../../http/request-and-reply';
import { doneOf } from '../../http/errors/outcome-answer';
import { requestKeyOf } from '../../http/idempotency/request-key';
import { CommandDocs, ReadDocs } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { sendCommandHeaders } from '../../http/command-headers';
import { OwnersDto } from './reservation.answer';
import { type BodyOf } from '../../http/body-of';
import { OrderPathDto, OwnerPathDto } from './order-changes.dto';

type OwnersBody = BodyOf<typeof OwnersDto>;

@ApiTags('Orders and reservations')
@Controller('ledger/v1/reservationOrders/:order/owners')
export class OwnersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly orders: OrderAccess,
  ) {}

  @Get()
  @ReadDocs({
    summary: 'The Owners of a reservation order',
    by: WHO_MAY.readersOfOrder,
    description:
      'Only they may return, exchange, split, merge and swap its reservations: no role stands for that (R-ACC-1). The buyer becomes the first.',
    status: 200,
    answers: 'The Owners.',
    answer: OwnersDto,
    refusals: { 404: 'No such order.' },
  })
  async owners(
    @Param() { order: id }: OrderPathDto,
    @Called() { caller }: Call,
  ): Promise<OwnersBody> {
    const { order } = await this.orders.order(id, caller);
    return presentOwners(order.owners);
  }

  @Put(':principal')
  @HttpCode(200)
  @CommandDocs({
    summary: 'Make somebody an Owner of a reservation order',
    by: WHO_MAY.owner,
    description:
      'Name the `oid` that the new Owner’s access tokens have. Somebody who is one already stays so.',
    status: 200,
    answers: 'All Owners.',
    answer: OwnersDto,
    refusals: { 403: 'The caller is no Owner of the order.', 404: 'No such order.' },
  })
  async add(
    @Param() { order: orderId, principal: owner }: OwnerPathDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<OwnersBody> {
    const requestKey = requestKeyOf(request);
    const command = new AddOwner({ orderId, owner, caller, requestKey });
    return answered(reply, await this.commands.execute(command));
  }

  @Delete(':principal')
  @HttpCode(200)
  @CommandDocs({
    summary: 'Make an Owner of a reservation order one no more',
    by: WHO_MAY.owner,
    description:
      'Takes the right to return, exchange and change its reservations away again. One Owner always stays.',
    status: 200,
    answers: 'All Owners who stay.',
    answer: OwnersDto,
    refusals: {
      403: 'The caller is no Owner of the order.',
      404: 'No such order, or no such Owner.',
      409: '`LastOwner`: the last Owner stays. Or the `Idempotency-Key` was used for another request (`KeyReused`).',
    },
  })
  async remove(
    @Param() { order: orderId, principal: owner }: OwnerPathDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<OwnersBody> {
    const requestKey = requestKeyOf(request);
    const command = new RemoveOwner({ orderId, owner, caller, requestKey });
    return answered(reply, await this.commands.execute(command));
  }
}

function answered(reply: HttpReply, outcome: Outcome<OwnersOfOrder>): OwnersBody {
  const done = doneOf(outcome);
  sendCommandHeaders(reply, done);
  return presentOwners(done.answer);
}

function presentOwners(owners: OwnersOfOrder): OwnersBody {
  return { value: owners.map((principal) => ({ principal })) };
}
