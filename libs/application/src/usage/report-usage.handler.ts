import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type BillingAccount,
  billingAccountId,
  decideReportUsage,
  type JsonObject,
  type ReservationId,
} from '#ledger-core';
import { billingAccountStream, commandId, utilisationStream } from '#event-log';
import { answeredAs, rejectedFor, whenProjected } from '../answers';
import { requestCommandId } from '../billing-account/keyed-command-id';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { UtilisationExecutor } from '../execution/streams/utilisation.stream';
import { countOf, dayOf, textOf } from '../json-reading';
import { type Outcome } from '../messages/outcome';
import { ReportUsage, type UsageReport } from '../messages/usage.messages';
import { Projection } from '../ports/projection.port';

type Input = ReportUsage['input'];

/** Records usage of an account's reservations, in a stream beside the account's own. */
@CommandHandler(ReportUsage)
export class ReportUsageHandler implements ICommandHandler<ReportUsage> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly utilisation: UtilisationExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: ReportUsage): Promise<Outcome<UsageReport>> {
    const { billingAccountId: account } = input;
    const place = {
      stream: billingAccountStream(account),
      commandId: commandId('ReportUsage', account),
    };
    const seen = await this.accounts.preview(place, (state) =>
      Promise.resolve(state.opened === undefined ? undefined : knownOf(input, state)),
    );
    if (seen.outcome !== 'previewed') return seen;
    if (seen.result === undefined)
      return rejectedFor({ code: 'BillingAccountUnknown', billingAccountId: account });
    const outcome = await this.#report(input, seen.result);
    return whenProjected(this.projection, answeredAs(outcome, report));
  }

  #report(input: Input, reservations: ReadonlySet<ReservationId>): Promise<Outcome<JsonObject>> {
    const { billingAccountId: account, days, caller, requestKey } = input;
    const kind = 'ReportUsage';
    const request = { days };
    return this.utilisation.execute({
      stream: utilisationStream(account),
      kind,
      operationId: requestKey.key,
      commandId: requestCommandId(kind, { caller, requestKey, target: account, request }),
      target: account,
      request,
      principal: caller,
      reused: { code: 'KeyReused' },
      decide: (_, { on }) => {
        const command = { billingAccountId: account, days, reservations };
        const decision = decideReportUsage({ type: kind, ...command }, on);
        if (decision.outcome === 'rejected') return Promise.resolve(decision);
        const answer = { billingAccountId: account, daysReported: days.length, reportedOn: on };
        return Promise.resolve({ ...decision, inputs: {}, answer });
      },
    });
  }
}

/** Those of the reservations named that are, or were, the account's. */
function knownOf({ days }: Input, { reservations }: BillingAccount): ReadonlySet<ReservationId> {
  return new Set(
    days.map(({ reservationId }) => reservationId).filter((id) => reservations.has(id)),
  );
}

function report(answer: JsonObject): UsageReport {
  return {
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    daysReported: countOf(answer, 'daysReported'),
    reportedOn: dayOf(answer, 'reportedOn'),
  };
}
