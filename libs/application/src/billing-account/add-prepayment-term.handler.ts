import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { billingAccountId, type JsonObject, prepaymentTermId } from '#ledger-core';
import { answeredAs, whenProjected } from '../answers';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideAtOnce } from '../execution/decide-gathered';
import { type Moment } from '../execution/stream-kind';
import { dayOf, moneyOf, textOf } from '../json-reading';
import { type Outcome } from '../messages/outcome';
import { type AddedPrepaymentTerm, AddPrepaymentTerm } from '../messages/way-of-paying.messages';
import { Projection } from '../ports/projection.port';
import { keyedOrder } from './keyed-order';

/** Adds a prepayment term to an enrolment. */
@CommandHandler(AddPrepaymentTerm)
export class AddPrepaymentTermHandler implements ICommandHandler<AddPrepaymentTerm> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: AddPrepaymentTerm): Promise<Outcome<AddedPrepaymentTerm>> {
    const { billingAccountId: account, term, caller, requestKey } = input;
    const kind = 'AddPrepaymentTerm';
    const request = { ...term };
    const more = ({ on }: Moment) => ({ billingAccountId: account, ...term, addedOn: on });
    const outcome = await this.accounts.execute({
      ...keyedOrder({ kind, account, target: account, request, caller, requestKey }),
      decide: decideAtOnce({ type: kind, ...term }, caller, more),
    });
    return whenProjected(this.projection, answeredAs(outcome, added));
  }
}

function added(answer: JsonObject): AddedPrepaymentTerm {
  return {
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    termId: prepaymentTermId(textOf(answer, 'termId')),
    from: dayOf(answer, 'from'),
    to: dayOf(answer, 'to'),
    amount: moneyOf(answer, 'amount'),
    addedOn: dayOf(answer, 'addedOn'),
    available: moneyOf(answer, 'available'),
  };
}
