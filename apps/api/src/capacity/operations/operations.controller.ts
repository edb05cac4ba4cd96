import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { type Principal } from '#ledger-core';
import { type ProjectionWaiter } from '#read-models';
import { AzureReadDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type Call, Called } from '../../http/callers/call.decorator';
import { parsedPosition } from '../../http/position';
import { PUBLIC_URL } from '../../http/public-url';
import { PROJECTION_WAITER } from '../../http/read-after.interceptor';
import {
  type ExchangeBody,
  presentCalculatedExchange,
  presentExchange,
  presentRunningExchange,
} from '../exchange/exchange.presenter';
import { type BodyOf } from '../../http/body-of';
import { type runningAnswer } from './operation.answer';
import { operationResourceId, sendAsyncOperation, sendOperation } from './operation-location';
import { type OperationResult, OperationResults } from './operation-results';
import { type OrderBody, presentOrder } from '../orders/order.presenter';
import { OperationPathDto } from '../refund/refund.dto';
import { OPERATION_RESULT } from './operations.docs';

/** A poll waits this long for the projection, so that most callers poll once. */
const WAIT_MILLISECONDS = 300;

type RunningBody = BodyOf<typeof runningAnswer>;

class OperationQueryDto extends createZodDto(
  z.object({
    position: z
      .string()
      .refine((text) => parsedPosition(text) !== undefined, 'must be as Location has it')
      .transform((text) => parsedPosition(text) ?? 0n)
      .describe('As `Location` has it: the place of the log from which on the operation is done.')
      .exactOptional(),
  }),
) {}

@ApiTags('Operations')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/operationResults')
export class OperationsController {
  constructor(
    private readonly operations: OperationResults,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
    @Inject(PROJECTION_WAITER) private readonly waiter: ProjectionWaiter,
  ) {}

  @Get(':operationId')
  @AzureReadDocs(OPERATION_RESULT)
  async result(
    @Param() { operationId }: OperationPathDto,
    @Query() { position }: OperationQueryDto,
    @Called() { caller, reply }: Call,
  ): Promise<OrderBody | ExchangeBody | RunningBody> {
    const result = await this.#result(operationId, caller, position);
    const asked = { id: operationId, position };
    switch (result.state) {
      case 'done':
        return presentOrder(result.order);
      case 'calculated':
        return presentCalculatedExchange(result.calculation);
      case 'exchanged':
        return presentExchange(result.exchange, result.calculation);
      case 'exchanging':
        sendAsyncOperation(reply, this.publicUrl, asked);
        return presentRunningExchange(result.calculation);
      case 'running':
        sendOperation(reply.code(202), this.publicUrl, asked);
        return { id: operationResourceId(operationId), name: operationId, status: 'Pending' };
    }
  }

  async #result(id: string, caller: Principal, position?: bigint): Promise<OperationResult> {
    if (position === undefined) return this.operations.soon(id, caller, WAIT_MILLISECONDS);
    await this.waiter.waitFor(position, WAIT_MILLISECONDS);
    return this.operations.of(id, caller);
  }
}
