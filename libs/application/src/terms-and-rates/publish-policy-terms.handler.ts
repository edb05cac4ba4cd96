import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decidePublishTerms, type PolicyTerms } from '#ledger-core';
import { POLICY_TERMS_STREAM } from '#event-log';
import { answeredAs, whenProjected } from '../answers';
import { requestCommandId } from '../billing-account/keyed-command-id';
import { PolicyTermsExecutor } from '../execution/streams/policy-terms.stream';
import { type Outcome } from '../messages/outcome';
import { PublishPolicyTerms } from '../messages/terms-and-rates.messages';
import { Projection } from '../ports/projection.port';

/** Publishes policy terms. It answers only when they are projected, so that whoever is told of them decides by them. */
@CommandHandler(PublishPolicyTerms)
export class PublishPolicyTermsHandler implements ICommandHandler<PublishPolicyTerms> {
  constructor(
    private readonly executor: PolicyTermsExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: PublishPolicyTerms): Promise<Outcome<PolicyTerms>> {
    const { terms, caller: principal, requestKey } = input;
    const kind = 'PublishPolicyTerms';
    const request = { terms };
    const target = POLICY_TERMS_STREAM;
    const outcome = await this.executor.execute({
      stream: POLICY_TERMS_STREAM,
      kind,
      operationId: terms.version,
      commandId: requestCommandId(kind, { caller: principal, requestKey, target, request }),
      target,
      request,
      principal,
      reused: { code: 'KeyReused' },
      decide: ({ versions }, { on }) => {
        const decision = decidePublishTerms({ type: kind, terms }, versions, on);
        if (decision.outcome === 'rejected') return Promise.resolve(decision);
        return Promise.resolve({ ...decision, inputs: {}, answer: { version: terms.version } });
      },
    });
    // Only the same request is answered again: what it asked for is what was published.
    return whenProjected(
      this.projection,
      answeredAs(outcome, () => terms),
    );
  }
}
