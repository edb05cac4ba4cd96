import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decidePublishRate, type ExchangeRate } from '#ledger-core';
import { EXCHANGE_RATES_STREAM } from '#event-log';
import { answeredAs, whenProjected } from '../answers';
import { requestCommandId } from '../billing-account/keyed-command-id';
import { ExchangeRateExecutor } from '../execution/streams/exchange-rates.stream';
import { type Outcome } from '../messages/outcome';
import { PublishExchangeRate } from '../messages/terms-and-rates.messages';
import { Projection } from '../ports/projection.port';

/** Publishes an exchange rate. It answers only when it is projected, so that whoever is told of it decides by it. */
@CommandHandler(PublishExchangeRate)
export class PublishExchangeRateHandler implements ICommandHandler<PublishExchangeRate> {
  constructor(
    private readonly executor: ExchangeRateExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: PublishExchangeRate): Promise<Outcome<ExchangeRate>> {
    const { rate, caller: principal, requestKey } = input;
    const kind = 'PublishExchangeRate';
    const request = { rate };
    const target = EXCHANGE_RATES_STREAM;
    const outcome = await this.executor.execute({
      stream: EXCHANGE_RATES_STREAM,
      kind,
      operationId: `${rate.from}-${rate.to}-${rate.on}`,
      commandId: requestCommandId(kind, { caller: principal, requestKey, target, request }),
      target,
      request,
      principal,
      reused: { code: 'KeyReused' },
      decide: (_, { on }) => {
        const decision = decidePublishRate({ type: kind, rate }, on);
        if (decision.outcome === 'rejected') return Promise.resolve(decision);
        return Promise.resolve({ ...decision, inputs: {}, answer: request });
      },
    });
    // Only the same request is answered again: what it asked for is what was published.
    return whenProjected(
      this.projection,
      answeredAs(outcome, () => rate),
    );
  }
}
