import { type LifeStep, type MakeAuditor } from '../life-step';
import {
  checkEach,
  checkFigures,
  type Figures,
  memberOf,
  returnFigures,
  sumOf,
} from './answered-amounts';
import { askedOf } from './asked-of';
import { ensure } from './complaint';
import { inTurn, read } from './operations-of';
import { monthsOf } from './own-calendar';
import { reckonedByHand } from './own-reckoning';
import {
  newReservationBooks,
  pricedBy,
  type ReservationBooks,
  reservationOf,
  reservationReaders,
} from './reservation-books';
import { instalmentOf } from './whole-cents';

type Exchange = Extract<LifeStep['command'], { type: 'ExchangeReservations' }>;
type ToBuy = Exchange['purchases'][number];

/** What a caller hears of a return, with its acceptance or its refusal, is what it comes to (R-EXC-3, R-CAP-1). */
export const auditAnswers: MakeAuditor = () => {
  const books = newReservationBooks();
  const copying = reservationReaders(books);
  return (step) => {
    inTurn(step, {
      note: (event) => {
        read(copying, event);
      },
      command: () => {
        checkAnswer(books, step);
      },
    });
  };
};

/** The amounts of an answer, or of a refusal that names any. */
function amountsOf({ decision }: LifeStep): unknown {
  if (decision?.outcome === 'accepted') return memberOf(decision.answer, 'amounts');
  const rejection = decision?.rejection;
  return memberOf(rejection, 'amounts') ?? memberOf(rejection, 'now');
}

function checkAnswer(books: ReservationBooks, step: LifeStep): void {
  const { command } = step;
  const said = amountsOf(step);
  if (command?.type === 'RefundReservation' && isSaid(step, said))
    checkFigures('the refund', said, figuresOf(books, step, command.reservationId));
  if (command?.type === 'ExchangeReservations' && isSaid(step, said))
    checkExchange(books, step, { command, said });
}

/** Most refusals name no amounts; every answer does. */
function isSaid({ decision }: LifeStep, said: unknown): boolean {
  const must = decision?.outcome === 'accepted';
  ensure(said !== undefined || !must, () => 'An answer names no amounts');
  return said !== undefined;
}

function figuresOf(books: ReservationBooks, step: LifeStep, id: string): Figures {
  const asked = askedOf(step, id);
  ensure(asked !== undefined, () => `${id} was not asked for`);
  const reservation = reservationOf(books, id);
  return returnFigures(reservation, reckonedByHand(books, reservation, asked), asked.quantity);
}

function checkExchange(
  books: ReservationBooks,
  step: LifeStep,
  { command, said }: Readonly<{ command: Exchange; said: unknown }>,
): void {
  const back = command.returns.map(({ reservationId: id }) => figuresOf(books, step, id));
  const bought = command.purchases.map(purchaseFigures);
  // What was carried out is answered by its totals: the lines stand in the events.
  if (step.decision?.outcome === 'rejected') {
    checkEach('the exchange of its returns', memberOf(said, 'returns'), back);
    checkEach('the exchange of its purchases', memberOf(said, 'purchases'), bought);
  }
  const refundTotal = sumOf('refund', back);
  const cancelledInstalmentsTotal = sumOf('cancelledInstalments', back);
  const purchaseTotal = sumOf('commitment', bought);
  checkFigures('the exchange', said, {
    refundTotal,
    cancelledInstalmentsTotal,
    remainingCommitmentTotal: sumOf('remainingCommitment', back),
    purchaseTotal,
    netPayable: purchaseTotal - refundTotal - cancelledInstalmentsTotal,
  });
}

/** R-PUR-1, R-PUR-2: list × rate, half up, before it is split. */
function purchaseFigures({
  listPrice,
  exchangeRate,
  quantity,
  billingPlan,
  product,
}: ToBuy): Figures {
  const unitPrice = pricedBy(listPrice, exchangeRate);
  const count = billingPlan === 'Upfront' ? 1 : monthsOf(product.term);
  const units = BigInt(quantity);
  return {
    unitPrice,
    commitment: unitPrice * units,
    firstCharge: instalmentOf(unitPrice, count, 1) * units,
  };
}
