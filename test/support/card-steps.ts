import { Money, type PolicyTerms, SELF_SERVICE_2021_04, type SupportRequestId } from '#ledger-core';
import { listed, shortNumber } from './account-columns';
import { type Act, type Told } from './account-steps';
import { AccountStory } from './account-story';

type NamedCard = Readonly<{ token: string; brand: string; last4: string }>;

export const VISA: NamedCard = { token: 'visa', brand: 'Visa', last4: '4242' };
export const MASTER: NamedCard = { token: 'master', brand: 'MasterCard', last4: '4444' };
export const AMEX: NamedCard = { token: 'amex', brand: 'American Express', last4: '0005' };

/** A pay-as-you-go account that pays by Visa. */
export const cardPayer =
  (terms: PolicyTerms = SELF_SERVICE_2021_04) =>
  (): AccountStory =>
    new AccountStory(terms, undefined, {
      agreementType: 'MicrosoftOnlineServicesProgram',
      payment: { method: 'card', card: VISA },
    });

export const changesCard =
  (on: string, card: NamedCard): Act =>
  ({ story }) =>
    story.do(on, { type: 'ChangeCardOnFile', card });

/** Moves the support request that was opened as this one, counted from 1. */
export const movesRequest =
  (on: string, number: number, status: 'InProgress' | 'Approved' | 'Declined' | 'Closed'): Act =>
  ({ story }) => {
    const id = [...story.state.supportRequests.keys()][number - 1];
    if (id === undefined) throw new Error(`No support request ${String(number)}`);
    return story.do(on, { type: 'MoveSupportRequest', supportRequestId: id, status });
  };

/**
 * Of a card payer: the papers as `number total` and what each payment holds of it, oldest first, with what
 * is due when it is not 0 | all that was sent to cards | what is held | the support requests with what they
 * were opened for | retained credit.
 */
export function showsCards({ story }: Told): string {
  const { invoices, heldRefunds, supportRequests, retainedCredits } = story.state;
  const cardOf = new Map(
    story.facts('CardRefundHeld').map(({ cardRefundId, card }) => [cardRefundId, card.token]),
  );
  const asked = new Map<SupportRequestId, string>(
    story
      .facts('SupportRequestCreated')
      .map(({ supportRequestId, amount }) => [supportRequestId, amount.amount]),
  );
  const cells = [
    [[...invoices].map(([number, paper]) => `${shortNumber(number)} ${wordsOf(paper)}`).join(', ')],
    story.facts('CardRefundRequested').map(({ card, amount }) => `${card.token} ${amount.amount}`),
    [...heldRefunds].map(([id, { amount }]) => `${cardOf.get(id) ?? '?'} ${amount.amount}`),
    [...supportRequests].map(([id, { status }]) => `${status} ${asked.get(id) ?? '?'}`),
    [...retainedCredits.values()].map(({ remaining, reason }) => `${remaining.amount} ${reason}`),
  ];
  return cells.map(listed).join(' | ');
}

/** As far as a cell tells of a paper. */
type Paper = Readonly<{
  total: Money.Money;
  paid: Money.Money;
  amountDue: Money.Money;
  replacedBy: string | undefined;
  payments: readonly Readonly<{ amount: Money.Money; card?: NamedCard }>[];
}>;

function wordsOf({ total, paid, amountDue, replacedBy, payments }: Paper): string {
  const held = payments.map(({ amount, card }) => `${card?.token ?? 'credit'} ${amount.amount}`);
  const shown = replacedBy === undefined ? [total.amount, held.join(' ') || 'unpaid'] : ['void'];
  const isSettled = Money.isZero(amountDue) && (replacedBy === undefined || Money.isZero(paid));
  return [...shown, ...(isSettled ? [] : [`paid ${paid.amount} due ${amountDue.amount}`])].join(
    ' ',
  );
}
