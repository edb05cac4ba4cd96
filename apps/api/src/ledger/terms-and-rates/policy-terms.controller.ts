import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { PolicyTermsBook, PublishPolicyTerms } from '#application';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { requestKeyOf } from '../../http/idempotency/request-key';
import { RolesThatMay } from '../../http/callers/roles.guard';
import { CommandDocs, ReadDocs } from '../../docs/operation-docs';
import { sendCommandHeaders } from '../../http/command-headers';
import { PolicyTermsDto, PolicyTermsListDto } from './terms-and-rates.answer';
import { type BodyOf } from '../../http/body-of';
import { PublishPolicyTermsDto } from './terms-and-rates.dto';

@ApiTags('Terms and rates')
@Controller('ledger/v1/policyTerms')
export class PolicyTermsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly book: PolicyTermsBook,
  ) {}

  @Post()
  @HttpCode(201)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Publish a version of the policy terms',
    description:
      'Fee, free days, refund cap, validity of credits and the types that cannot be returned are numbers of dated versions. A new one holds from a later day on, for what is decided on that day and after it; what was decided before stays as it was (R-REC-1), and names the version that it rests on.',
    status: 201,
    answers: 'The version as published; every process decides by it.',
    answer: PolicyTermsDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted.',
      409: '`PolicyTermsVersionExists`: a version never changes. `PolicyTermsEffectiveTooEarly`: its day is not after business today. Or the `Idempotency-Key` was used for another request (`KeyReused`).',
    },
  })
  async publish(
    @Body() terms: PublishPolicyTermsDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof PolicyTermsDto>> {
    const requestKey = requestKeyOf(request);
    const command = new PublishPolicyTerms({ terms, caller, requestKey });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return done.answer;
  }

  @Get()
  @RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
  @ReadDocs({
    summary: 'Every version of the policy terms',
    description:
      'The two built-in versions first, then the published ones in their order. Of a channel the latest in effect holds; of several from one day the one published last.',
    status: 200,
    answers: 'The versions, whether or not they hold today.',
    answer: PolicyTermsListDto,
  })
  async versions(): Promise<BodyOf<typeof PolicyTermsListDto>> {
    return { value: await this.book.versions() };
  }
}
