import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PriceBook } from '#price-list';
import { lookedUp } from '../answers';
import { type Outcome } from '../messages/outcome';
import { type ImportedPrices, ImportPrices } from '../messages/running.messages';
import { BusinessClock } from '../ports/business-clock.port';

/** Adds a price list to the book, dated with business time: a due day uses the rows recorded before it began. */
@CommandHandler(ImportPrices)
export class ImportPricesHandler implements ICommandHandler<ImportPrices> {
  constructor(
    private readonly prices: PriceBook,
    private readonly clock: BusinessClock,
  ) {}

  async execute({ input: { list, source } }: ImportPrices): Promise<Outcome<ImportedPrices>> {
    const businessAt = await this.clock.now();
    return lookedUp(await this.prices.import(list, { source, businessAt }), 0n);
  }
}
