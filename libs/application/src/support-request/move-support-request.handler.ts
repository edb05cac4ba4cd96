import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type JsonObject, SUPPORT_REQUEST_STATUSES, supportRequestId } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { answeredAs, whenProjected } from '../answers';
import { keyedCommandId } from '../billing-account/keyed-command-id';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideAtOnce } from '../execution/decide-gathered';
import { dayOf, oneOf, textOf } from '../json-reading';
import { type Outcome } from '../messages/outcome';
import { type MovedSupportRequest, MoveSupportRequest } from '../messages/support-request.messages';
import { Projection } from '../ports/projection.port';

const [, ...MOVABLE_TO] = SUPPORT_REQUEST_STATUSES;

/** Moves a support request; approval sends the money it holds to the card then on file (R-OUT-4). */
@CommandHandler(MoveSupportRequest)
export class MoveSupportRequestHandler implements ICommandHandler<MoveSupportRequest> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: MoveSupportRequest): Promise<Outcome<MovedSupportRequest>> {
    const { request, caller: principal, idempotencyKey } = input;
    const { billingAccountId: account, ...step } = request;
    const key = idempotencyKey ?? randomUUID();
    const target = `${account}/${step.supportRequestId}`;
    const outcome = await this.accounts.execute({
      stream: billingAccountStream(account),
      kind: 'MoveSupportRequest',
      operationId: key,
      commandId: keyedCommandId('MoveSupportRequest', { caller: principal, key, target }),
      target,
      request: { ...request },
      principal,
      reused: { code: 'KeyReused' },
      decide: decideAtOnce({ type: 'MoveSupportRequest', ...step }, principal, ({ on }) => ({
        movedOn: on,
        ...(step.why === undefined ? {} : { why: step.why }),
      })),
    });
    return whenProjected(this.projection, answeredAs(outcome, moved));
  }
}

function moved(answer: JsonObject): MovedSupportRequest {
  return {
    supportRequestId: supportRequestId(textOf(answer, 'supportRequestId')),
    status: oneOf(answer, 'status', MOVABLE_TO),
    movedOn: dayOf(answer, 'movedOn'),
    ...(answer['why'] === undefined ? {} : { why: textOf(answer, 'why') }),
  };
}
