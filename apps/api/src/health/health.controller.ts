import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type HttpReply } from '../http/exchange';
import { type Readiness, READINESS_PARTS, readinessOf, type ReadinessParts } from './readiness';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS_PARTS) private readonly parts: ReadinessParts) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process answers' })
  live(): Readonly<{ status: 'live' }> {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether the ledger can be worked with; says which part cannot' })
  @ApiResponse({ status: 200, description: 'Ready.' })
  @ApiResponse({ status: 503, description: 'Not ready; `parts` says why.' })
  async ready(@Res({ passthrough: true }) reply: HttpReply): Promise<Readiness> {
    const readiness = await readinessOf(this.parts);
    if (readiness.status === 'notReady') reply.code(503);
    return readiness;
  }
}
