import fc from 'fast-check';
import { AccountStory, D2S } from '../../../../../test/support/account-story';
import {
  type BillingAccount,
  type BillingEventData,
  Calendar,
  type Decision,
  replay,
  type ReservationId,
  SELF_SERVICE_2021_04,
} from '#ledger-core';

/**
 * Random lives of one account. The oracles reckon in whole cents from the events alone; they use no
 * code of the ledger's own.
 */
const LIVES = 150;
const OPERATIONS_MAX = 40;
const FIRST_DAY = '2021-01-01';

const operation = fc.oneof(
  fc.record({
    kind: fc.constant('buy' as const),
    plan: fc.constantFrom('Upfront' as const, 'Monthly' as const),
    term: fc.constantFrom('P1Y' as const, 'P3Y' as const),
    cents: fc.integer({ min: 1, max: 3_000_000 }),
    quantity: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({
    kind: fc.constant('refund' as const),
    which: fc.nat(),
    quantity: fc.integer({ min: 1, max: 6 }),
    listedPercent: fc.constantFrom(50, 90, 100, 110),
    used: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('pay' as const),
    which: fc.nat(),
    cents: fc.integer({ min: 1, max: 4_000_000 }),
  }),
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;
const life = fc.record({
  fee: fc.constantFrom('0', '0.12'),
  steps: fc.array(fc.tuple(operation, fc.constantFrom(0, 0, 1, 3, 5, 6, 31, 100, 365)), {
    minLength: 10,
    maxLength: OPERATIONS_MAX,
  }),
});
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

const text = (cents: number | bigint) => {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const cents = ({ amount }: { amount: string }) => BigInt(amount.replace('.', ''));
const total = (amounts: readonly bigint[]) => amounts.reduce((sum, each) => sum + each, 0n);

/** Plays a life and shows every decision, with the events before it, to a witness. */
function play(
  { fee, steps }: Life,
  witness: (decision: Decision, story: AccountStory, on: string) => void = () => undefined,
): AccountStory {
  const story = new AccountStory({ ...SELF_SERVICE_2021_04, earlyTerminationFeeRate: fee });
  let today = Calendar.day(FIRST_DAY);
  for (const [step, daysLater] of steps) {
    today = Calendar.addDays(today, daysLater);
    story.through(today);
    const decision = act(story, step, today);
    if (decision !== undefined) witness(decision, story, today);
  }
  return story;
}

function act(story: AccountStory, step: Operation, on: string): Decision | undefined {
  switch (step.kind) {
    case 'buy': {
      const { plan, quantity, term } = step;
      const product = { ...D2S, term };
      const price = text(step.cents);
      return story.do(on, story.purchaseCommand({ on, price, plan, quantity, product }));
    }
    case 'refund':
      return refund(story, step, on);
    case 'pay': {
      const numbers = [...story.state.invoices.keys()];
      const number = numbers[step.which % Math.max(numbers.length, 1)];
      return number === undefined ? undefined : story.pay(on, number, text(step.cents));
    }
  }
}

function refund(
  story: AccountStory,
  step: Extract<Operation, { kind: 'refund' }>,
  on: string,
): Decision | undefined {
  const ids: ReservationId[] = [...story.state.reservations.keys()];
  const id = ids[step.which % Math.max(ids.length, 1)];
  const reservation = id === undefined ? undefined : story.state.reservations.get(id);
  if (id === undefined || reservation === undefined) return undefined;
  const paid = cents(reservation.listPrice.unitPrice);
  const listed = text((paid * BigInt(step.listedPercent)) / 100n);
  const quantity = Math.min(step.quantity, reservation.quantity);
  return story.refund(id, { on, quantity, listed, used: step.used });
}

function check(property: (life: Life) => void): void {
  fc.assert(fc.property(life, property), { numRuns: LIVES });
}

/** Each invoice's lines in cents, by number, put together from charges, returns and carried papers. */
function linesByInvoice(story: AccountStory): Map<string, bigint[]> {
  const lines = new Map<string, bigint>();
  for (const charge of story.facts('ChargeMade'))
    lines.set(charge.line.lineId, cents(charge.amount));
  for (const { shares } of story.facts('ReservationReturned'))
    for (const { line, feeLine, prorated, fee } of shares) {
      lines.set(line.lineId, -cents(prorated));
      if (feeLine !== undefined) lines.set(feeLine.lineId, cents(fee));
    }
  const papers = new Map<string, bigint[]>();
  for (const { number, carries, newLines } of story.facts('InvoiceIssued'))
    papers.set(number, [
      ...carries.flatMap((carried) => papers.get(carried) ?? []),
      ...newLines.map((id) => lines.get(id) ?? 1n << 60n),
    ]);
  return papers;
}

const standing = (state: BillingAccount) =>
  [...state.invoices.values()].filter(({ replacedBy }) => replacedBy === undefined);

describe('in every life of an account', () => {
  it('R-OUT-6: papers are numbered in one series without gaps or repeats', () => {
    check((one) => {
      const numbers = play(one)
        .facts('InvoiceIssued')
        .map(({ number }) => number);
      expect(numbers).toEqual(
        numbers.map((_, index) => `contoso-${String(index + 1).padStart(6, '0')}`),
      );
    });
  });

  it('R-OUT-7: on every paper total = Σ lines, and standing totals = charges − refunds', () => {
    check((one) => {
      const story = play(one);
      const lines = linesByInvoice(story);
      for (const { number, total: shown, lineCount } of story.facts('InvoiceIssued')) {
        expect(total(lines.get(number) ?? [])).toBe(cents(shown));
        expect(lines.get(number)).toHaveLength(lineCount);
      }
      const charged = total(story.facts('ChargeMade').map(({ amount }) => cents(amount)));
      const refunded = total(story.facts('ReservationReturned').map((back) => cents(back.refund)));
      const shown = total(standing(story.state).map((paper) => cents(paper.total)));
      expect(shown).toBe(charged - refunded);
    });
  });

  it('amountDue = total − paid ≥ 0 after every operation, and no money comes or goes on the way', () => {
    // Plain comparisons: an `expect` for each paper after each operation would take most of the time.
    const isSound = (paper: ReturnType<typeof standing>[number]) =>
      cents(paper.amountDue) === cents(paper.total) - cents(paper.paid) &&
      cents(paper.amountDue) >= 0n &&
      total(paper.payments.map((payment) => cents(payment.amount))) === cents(paper.paid);
    check((one) => {
      play(one, (_, story) => {
        const papers = standing(story.state);
        expect(papers.filter((paper) => !isSound(paper))).toEqual([]);
        const credits = [...story.state.retainedCredits.values()].map((credit) => credit.remaining);
        expect(credits.filter((credit) => cents(credit) <= 0n)).toEqual([]);
        const received = total(story.facts('PaymentRecorded').map(({ amount }) => cents(amount)));
        const paid = total(papers.map((paper) => cents(paper.paid)));
        expect(received).toBe(paid + total(credits.map(cents)));
      });
    });
  });

  it('a refund never exceeds what was paid, charge by charge', () => {
    check((one) => {
      const story = play(one);
      const left = new Map(
        story.facts('ChargeMade').map(({ chargeId, amount }) => [chargeId, cents(amount)]),
      );
      for (const { shares } of story.facts('ReservationReturned'))
        for (const { chargeId, refund: back, prorated, paid, consumedOfPaid } of shares) {
          expect(cents(back) >= 0n && cents(back) <= cents(prorated)).toBe(true);
          expect(cents(prorated) <= cents(paid) - cents(consumedOfPaid)).toBe(true);
          left.set(chargeId, (left.get(chargeId) ?? 0n) - cents(prorated));
        }
      expect([...left.values()].filter((cent) => cent < 0n)).toEqual([]);
    });
  });

  it('R-CAP-1: no window of 365 days holds more than 50,000, and no refund that fits is refused', () => {
    const counted = (uses: readonly BillingEventData['ReservationReturned'][], on: string) =>
      total(
        uses
          .filter(({ returnedOn }) => returnedOn <= on && on < Calendar.addDays(returnedOn, 365))
          .map(({ remainingCommitment }) => cents(remainingCommitment)),
      );
    check((one) => {
      play(one, (decision, story, on) => {
        const uses = story.facts('ReservationReturned');
        expect(counted(uses, on) <= 5_000_000n).toBe(true);
        if (decision.outcome === 'accepted' || decision.rejection.code !== 'RefundCapExceeded')
          return;
        const counting = cents(decision.rejection.amounts.remainingCommitment);
        expect(counted(uses, on) + counting > 5_000_000n).toBe(true);
      });
    });
  });

  it('the history folds to the same state again', () => {
    check((one) => {
      const story = play(one);
      expect(replay(story.events)).toEqual(story.state);
    });
  });

  it('R-TIM-1: the daily run day by day gives the same papers as all at once', () => {
    const figures = (story: AccountStory) => ({
      papers: story
        .facts('InvoiceIssued')
        .map(({ number, issuedOn, total: shown, paid }) => [number, issuedOn, shown, paid]),
      expiries: story
        .facts('ReservationExpired')
        .map(({ expiredOn, quantity }) => [expiredOn, quantity]),
    });
    check((one) => {
      const atOnce = play(one);
      const dayByDay = play(one);
      const last = dayByDay.state.today ?? Calendar.day(FIRST_DAY);
      for (let days = 1; days <= 200; days += 1) dayByDay.through(Calendar.addDays(last, days));
      atOnce.through(Calendar.addDays(last, 200));
      expect(figures(atOnce)).toEqual(figures(dayByDay));
    });
  });
});
