import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { billingAccountId, type JsonObject } from '#ledger-core';
import { answeredAs, whenProjected } from '../answers';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideAtOnce } from '../execution/decide-gathered';
import { type Moment } from '../execution/stream-kind';
import { dayOf, objectOf, textOf } from '../json-reading';
import { type Outcome } from '../messages/outcome';
import { ChangeCardOnFile, type ChangedCard } from '../messages/way-of-paying.messages';
import { Projection } from '../ports/projection.port';
import { keyedOrder } from './keyed-order';

/** Puts a card on file. */
@CommandHandler(ChangeCardOnFile)
export class ChangeCardOnFileHandler implements ICommandHandler<ChangeCardOnFile> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: ChangeCardOnFile): Promise<Outcome<ChangedCard>> {
    const { billingAccountId: account, card, caller, requestKey } = input;
    const kind = 'ChangeCardOnFile';
    const request = { card };
    const more = ({ on }: Moment) => ({ billingAccountId: account, card, changedOn: on });
    const outcome = await this.accounts.execute({
      ...keyedOrder({ kind, account, target: account, request, caller, requestKey }),
      decide: decideAtOnce({ type: kind, card }, caller, more),
    });
    return whenProjected(this.projection, answeredAs(outcome, changed));
  }
}

function changed(answer: JsonObject): ChangedCard {
  const card = objectOf(answer, 'card');
  return {
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    card: {
      token: textOf(card, 'token'),
      brand: textOf(card, 'brand'),
      last4: textOf(card, 'last4'),
    },
    changedOn: dayOf(answer, 'changedOn'),
  };
}
