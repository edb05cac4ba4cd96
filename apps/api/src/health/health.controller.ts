import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type HttpReply } from '../http/request-and-reply';
import { type BodyOf } from '../http/body-of';
import { LivenessDto, ReadinessDto } from './health.answer';
import { READINESS_PARTS, readinessOf, type ReadinessParts } from './readiness';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS_PARTS) private readonly parts: ReadinessParts) {}

  @Get('live')
  @ApiOperation({
    summary: 'Whether the process answers',
    description: 'Open to everyone. 200 as long as the process lives, whatever else does not.',
  })
  @ApiResponse({ status: 200, description: 'It lives.', type: LivenessDto })
  live(): BodyOf<typeof LivenessDto> {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Whether the ledger can be worked with; says which part cannot',
    description:
      'Open to everyone, for load balancers and whoever starts the ledger. Every part is asked, for 2 s at most.',
  })
  @ApiResponse({ status: 200, description: 'Ready.', type: ReadinessDto })
  @ApiResponse({ status: 503, description: 'Not ready; `parts` says why.', type: ReadinessDto })
  async ready(@Res({ passthrough: true }) reply: HttpReply): Promise<BodyOf<typeof ReadinessDto>> {
    const readiness = await readinessOf(this.parts);
    if (readiness.status === 'notReady') reply.code(503);
    return readiness;
  }
}
