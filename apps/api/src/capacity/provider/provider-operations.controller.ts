import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AzureReadDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type BodyOf } from '../../http/body-of';
import { type providerOperationsAnswer } from './provider-operations.answer';
import { PROVIDER_OPERATIONS } from './provider-operations';
import { READ_OPERATIONS } from './provider-operations.docs';

@ApiTags('Lists and catalogue')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/operations')
export class ProviderOperationsController {
  @Get()
  @AzureReadDocs(READ_OPERATIONS)
  operations(): BodyOf<typeof providerOperationsAnswer> {
    return { value: PROVIDER_OPERATIONS };
  }
}
