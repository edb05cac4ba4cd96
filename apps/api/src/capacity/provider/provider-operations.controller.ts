import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type ProviderOperation, PROVIDER_OPERATIONS } from './provider-operations';

@ApiExcludeController()
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/operations')
export class ProviderOperationsController {
  @Get()
  operations(): Readonly<{ value: readonly ProviderOperation[] }> {
    return { value: PROVIDER_OPERATIONS };
  }
}
