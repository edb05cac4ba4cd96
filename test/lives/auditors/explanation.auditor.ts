import { type BillingEventData, type Explanation, type ExplanationStep } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { recomputedAmount } from '../recomputed-explanation';
import { ensure, same } from './complaint';
import { operationsOf, read, type Readers } from './operations-of';
import { cents, wholeUnits } from './whole-cents';

/** R-REC-2: every amount can be worked out again from its explanation, whose last result it is. */
export const auditExplanations: MakeAuditor = () => (step) => {
  const readers = readersOf(step);
  for (const { events } of operationsOf(step)) for (const event of events) read(readers, event);
};

function readersOf(step: LifeStep): Readers {
  return {
    ReservationPurchased: ({ commitment, explanation, reservationId, quantity }) => {
      const what = `The commitment of ${reservationId}`;
      explains(what, explanation, cents(commitment));
      same(`The quantity in ${what}`, stepOf(explanation, 'times')?.inputs.count, quantity);
    },
    ChargeMade: checkCharge,
    ReservationReturned: (data) => {
      for (const share of data.shares) checkShare(share, data, step);
      checkReturn(data, step);
    },
  };
}

/** Each step recomputes, and the last result is the amount. */
function explains(what: string, explanation: Explanation, amount: bigint): void {
  ensure(explanation.rules.length > 0, () => `${what} names no rule`);
  same(what, recomputedAmount(explanation), amount);
}

type StepOf<Operation extends ExplanationStep['operation']> = Extract<
  ExplanationStep,
  { operation: Operation }
>;

/** The last step of an operation. */
function stepOf<Operation extends ExplanationStep['operation']>(
  { steps }: Explanation,
  operation: Operation,
): StepOf<Operation> | undefined {
  return steps.findLast((step): step is StepOf<Operation> => step.operation === operation);
}

function checkCharge(data: BillingEventData['ChargeMade']): void {
  const { chargeId, amount, line, quantity, instalment, nextDueOn } = data;
  explains(`The charge ${chargeId}`, line.explanation, cents(amount));
  const times = stepOf(line.explanation, 'times');
  same(`The quantity of ${chargeId}`, times?.inputs.count, quantity);
  const part = stepOf(line.explanation, 'instalment');
  ensure(part !== undefined || nextDueOn === undefined, () => `${chargeId} is no instalment`);
  same(`The instalment of ${chargeId}`, part?.inputs.number ?? 1, instalment);
}

function checkShare(
  share: BillingEventData['ReservationReturned']['shares'][number],
  { cancellation }: BillingEventData['ReservationReturned'],
  { terms }: LifeStep,
): void {
  const { chargeId, prorated, fee, line, feeLine, quantity, daysUsed, daysInPeriod } = share;
  const what = `The refund of ${chargeId}`;
  explains(what, line.explanation, cents(prorated));
  same(`The terms of ${what}`, line.explanation.termsVersion, terms.version);
  same(`The quantity of ${what}`, stepOf(line.explanation, 'times')?.inputs.count, quantity);
  const used = stepOf(line.explanation, 'proportion');
  ensure((used === undefined) === cancellation.free, () => `${what} does not say what was used`);
  if (used !== undefined) {
    same(`The days used in ${what}`, used.inputs.daysUsed, daysUsed);
    same(`The days of the period in ${what}`, used.inputs.daysInPeriod, daysInPeriod);
  }
  if (feeLine === undefined) return;
  explains(`The fee of ${chargeId}`, feeLine.explanation, cents(fee));
  const rate = stepOf(feeLine.explanation, 'rateOf')?.inputs.rate;
  same(`The fee rate of ${chargeId}`, rate, terms.earlyTerminationFeeRate);
}

/** Of the remaining commitment, and of what counts towards the cap. */
function checkReturn(data: BillingEventData['ReservationReturned'], { terms }: LifeStep): void {
  const { explanation, reservationId: id, remainingCommitment, cap } = data;
  const last = cap.counts ? cap.usd : remainingCommitment;
  explains(`What the return of ${id} counts`, explanation, cents(last));
  same(`The terms of the return of ${id}`, explanation.termsVersion, terms.version);
  const commitment = explanation.steps.find(({ name }) => name === 'remainingCommitment');
  ensure(commitment !== undefined, () => `${id} does not explain its remaining commitment`);
  const amount = wholeUnits(commitment.result);
  same(`The remaining commitment of ${id}`, amount, cents(remainingCommitment));
}
