import {
  AccountStory,
  CARD,
  D2S,
  rejectionOf,
  usd,
} from '../../../../../test/support/account-story';
import { type Decision, supportRequestId as supportRequestIdOf } from '#ledger-core';

const oneYear = { ...D2S, term: 'P1Y' as const };
const NEW = { token: 'tok_new', brand: 'Mastercard', last4: '1111' };
const NEWEST = { token: 'tok_newest', brand: 'Amex', last4: '0005' };

function byCard() {
  const story = new AccountStory(undefined, undefined, { payment: { method: 'card', card: CARD } });
  const change = (on: string, card = NEW) => story.do(on, { type: 'ChangeCardOnFile', card });
  return { story, change };
}

describe('R-OUT-4: the card on file', () => {
  it('is charged from the day on which it is changed', () => {
    const { story, change } = byCard();
    story.buy({ on: '2021-01-15', price: '1200', plan: 'Monthly', product: oneYear });
    expect(change('2021-02-15')).toEqual({
      outcome: 'accepted',
      answer: {},
      events: [{ type: 'CardOnFileChanged', data: { card: NEW, changedOn: '2021-02-15' } }],
    });
    story.through('2021-03-15');
    // R-TIM-1: what was due on 15 February went first, to the card on file until then.
    expect(
      story.facts('CardCharged').map(({ chargedOn, card }) => [chargedOn, card.token]),
    ).toEqual([
      ['2021-01-15', 'tok_alice'],
      ['2021-02-15', 'tok_alice'],
      ['2021-03-15', 'tok_new'],
    ]);
  });

  it.each([
    ['the card of the charge is on file', [], ['tok_alice'], []],
    ['it was changed', [NEW], [], ['tok_alice']],
    ['it was changed and changed back', [NEW, CARD], ['tok_alice'], []],
  ])('a refund where %s', (_, cards, sent, held) => {
    const { story, change } = byCard();
    const id = story.buy({ on: '2021-01-15', price: '365', product: oneYear });
    for (const card of cards) change('2021-01-16', card);
    story.refund(id, { on: '2021-01-25' });
    expect(story.facts('CardRefundRequested').map(({ card }) => card.token)).toEqual(sent);
    expect(story.facts('CardRefundHeld').map(({ card }) => card.token)).toEqual(held);
    expect(story.facts('InvoiceIssued').at(-1)?.total).toEqual(usd('10.00'));
  });

  it('an account without a card has none to change', () => {
    const story = new AccountStory();
    const change = { type: 'ChangeCardOnFile', card: NEW } as const;
    expect(rejectionOf(story.do('2021-01-15', change))).toEqual({
      code: 'PaymentMethodOfAccount',
      method: 'invoice',
      accepted: 'card',
    });
  });
});

describe('R-ACC-4, R-OUT-4: the support request of a changed card', () => {
  function held() {
    const { story, change } = byCard();
    const id = story.buy({ on: '2021-01-15', price: '365', product: oneYear });
    change('2021-01-16');
    story.refund(id, { on: '2021-01-25' });
    const [request] = story.facts('SupportRequestCreated');
    if (request === undefined) throw new Error('No support request');
    const { supportRequestId } = request;
    const move = (status: Status, on = '2021-02-01', why?: string) =>
      story.do(on, {
        type: 'MoveSupportRequest',
        supportRequestId,
        status,
        ...(why !== undefined && { why }),
      });
    return { story, change, move, supportRequestId };
  }
  type Status = 'InProgress' | 'Approved' | 'Declined' | 'Closed';

  it('approval sends what is held to the card on file on that day, naming what it sends', () => {
    const { story, change, move, supportRequestId } = held();
    move('InProgress');
    change('2021-02-02', NEWEST);
    move('Approved', '2021-02-03');
    const [owed] = story.facts('CardRefundHeld');
    expect(story.facts('CardRefundRequested')).toMatchObject([
      {
        paymentId: owed?.paymentId,
        amount: usd('355.00'),
        card: NEWEST,
        invoice: 'contoso-000002',
        requestedOn: '2021-02-03',
        heldRefundId: owed?.cardRefundId,
      },
    ]);
    expect(story.state.heldRefunds.size).toBe(0);
    expect(story.facts('SupportRequestMoved').at(-1)).toEqual({
      supportRequestId,
      status: 'Approved',
      movedOn: '2021-02-03',
    });
    // It executes no return.
    expect(story.facts('ReservationReturned')).toHaveLength(1);
  });

  it('decline leaves it held and owed, and says why', () => {
    const { story, move } = held();
    move('InProgress');
    move('Declined', '2021-02-03', 'The card could not be confirmed');
    expect(story.facts('CardRefundRequested')).toEqual([]);
    expect([...story.state.heldRefunds.values()].map(({ amount }) => amount)).toEqual([
      usd('355.00'),
    ]);
    expect(story.facts('SupportRequestMoved').at(-1)?.why).toBe('The card could not be confirmed');
  });

  const moves: readonly (readonly [string, readonly Status[], readonly Status[]])[] = [
    ['Created', [], ['InProgress']],
    ['InProgress', ['InProgress'], ['Approved', 'Declined']],
    ['Approved', ['InProgress', 'Approved'], ['Closed']],
    ['Declined', ['InProgress', 'Declined'], ['Closed']],
    ['Closed', ['InProgress', 'Declined', 'Closed'], []],
  ];
  const all: readonly Status[] = ['InProgress', 'Approved', 'Declined', 'Closed'];
  const rows = moves.flatMap(([from, before, accepted]) =>
    all.map((to) => ({ from, before, accepted, to })),
  );

  it.each(rows)('from $from to $to', ({ from, before, accepted, to }) => {
    const { move, supportRequestId } = held();
    for (const status of before) move(status);
    const decision: Decision = move(to);
    expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(
      accepted.includes(to)
        ? undefined
        : { code: 'SupportRequestNotMovable', supportRequestId, from, to, accepted },
    );
  });

  it('one that nobody knows', () => {
    const { story } = held();
    const supportRequestId = supportRequestIdOf('aaaaaaaa-0000-4000-8000-00000000ffff');
    const move = { type: 'MoveSupportRequest', supportRequestId, status: 'InProgress' } as const;
    expect(rejectionOf(story.do('2021-02-01', move))).toEqual({
      code: 'SupportRequestUnknown',
      supportRequestId,
    });
  });
});
