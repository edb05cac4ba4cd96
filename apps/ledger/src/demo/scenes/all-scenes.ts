import { type Scene } from '../scene';
import { card, changedCard } from './card.scene';
import { earlyTerminationFee } from './early-termination-fee.scene';
import { eighteenthMonth } from './eighteenth-month.scene';
import { exchangeFloor } from './exchange-floor.scene';
import { fiveDays } from './five-days.scene';
import { invoice } from './invoice.scene';
import { lowerPrice } from './lower-price.scene';
import { overage } from './overage.scene';
import { partialReturn } from './partial-return.scene';
import { premiumTwin } from './premium-twin.scene';
import { prepayment } from './prepayment.scene';

/** In the order in which they are printed. */
export const SCENES: readonly Scene[] = [
  eighteenthMonth,
  exchangeFloor,
  fiveDays,
  lowerPrice,
  invoice,
  card,
  changedCard,
  prepayment,
  overage,
  partialReturn,
  premiumTwin,
  earlyTerminationFee,
];
