import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type HttpReply } from '../http/request-and-reply';
import { ApiMetrics } from './api-metrics';

@ApiTags('Health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: ApiMetrics) {}

  @Get()
  @ApiOperation({
    summary: 'What this api counts, for Prometheus',
    description: 'Open, like health: sums only, without the id of any account or caller.',
  })
  @ApiResponse({
    status: 200,
    description: 'The text format of Prometheus.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async read(@Res({ passthrough: true }) reply: HttpReply): Promise<string> {
    reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }
}
