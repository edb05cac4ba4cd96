import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { ApiVersionGuard } from '../http/api-version.guard';
import { type Call, Called } from '../http/call.decorator';
import { parsedPosition } from '../http/position';
import { PUBLIC_URL } from '../http/public-url';
import { sendOperation } from './operation-location';
import { OperationResults } from './operation-results';
import { type OrderBody, presentOrder } from './order.presenter';
import { OperationPathDto } from './refund.dto';

type RunningBody = Readonly<{ id: string; name: string; status: 'Pending' }>;

class OperationQueryDto extends createZodDto(
  z.object({
    position: z
      .string()
      .refine((text) => parsedPosition(text) !== undefined, 'must be as Location has it')
      .transform((text) => parsedPosition(text) ?? 0n)
      .exactOptional(),
  }),
) {}

@ApiExcludeController()
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/operationResults')
export class OperationsController {
  constructor(
    private readonly operations: OperationResults,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Get(':operationId')
  async result(
    @Param() { operationId }: OperationPathDto,
    @Query() { position }: OperationQueryDto,
    @Called() { caller, reply }: Call,
  ): Promise<OrderBody | RunningBody> {
    const result = await this.operations.of(operationId, caller, position);
    if (result.state === 'done') return presentOrder(result.order);
    sendOperation(reply.code(202), this.publicUrl, { id: operationId, position });
    return {
      id: `/providers/Microsoft.Capacity/operationResults/${operationId}`,
      name: operationId,
      status: 'Pending',
    };
  }
}
