import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { PolicyTermsBook, PublishPolicyTerms } from '#application';
import { type PolicyTerms } from '#ledger-core';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { requestKeyOf } from '../http/request-key';
import { RolesThatMay } from '../http/roles.guard';
import { CommandDocs, ReadDocs } from './command-docs';
import { sendCommandHeaders } from '../http/command-headers';
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
      'It holds from a later day on, for what is decided on that day and after it; what was decided before stays as it was (R-REC-1).',
    status: 201,
    answers: 'The version as published; every process decides by it.',
    refusals: {
      409: 'The version exists, its day is not after today, or the key was used with another body.',
    },
    keyCountsFor: 'terms published by this principal',
  })
  async publish(
    @Body() terms: PublishPolicyTermsDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<PolicyTerms> {
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
    description: 'The two built-in versions first, then the published ones in their order.',
    status: 200,
    answers: 'The versions, whether or not they hold today.',
  })
  async versions(): Promise<Readonly<{ value: readonly PolicyTerms[] }>> {
    return { value: await this.book.versions() };
  }
}
