import {
  type BillingAccount,
  BILLING_EVENT_TYPES,
  billingAccountId,
  Calendar,
  emptyAccount,
  evolve,
  Money,
  nextDueDay,
  type PolicyTerms,
  prepaymentTermId,
  SELF_SERVICE_2021_04,
  supportRequestId,
} from '#ledger-core';
import { AccountStory, usd } from '../../../test/support/account-story';
import { operationsOf } from '../../../test/support/recorded-story';
import { TablesInMemory } from '../test/tables-in-memory';
import { type PlainRow } from './row-writer/row-change';

const FEE = { ...SELF_SERVICE_2021_04, earlyTerminationFeeRate: '0.12' };

/** Prepaid until it is used up, then overage; refunds of both, in the month and after it; parts and a whole; a renewal. */
function enrolment(terms: PolicyTerms = FEE): AccountStory {
  const term = {
    termId: prepaymentTermId('2021'),
    from: Calendar.day('2021-01-01'),
    to: Calendar.day('2022-01-01'),
    amount: usd('2000'),
  };
  const life = new AccountStory(terms, Money.USD, {
    agreementType: 'EnterpriseAgreement',
    payment: { method: 'prepayment', terms: [term] },
  });
  const prepaid = life.buy({ on: '2021-01-10', price: '1800', quantity: 1 });
  const monthly = life.buy({ on: '2021-01-20', price: '3600', plan: 'Monthly', quantity: 4 });
  life.buy({ on: '2021-01-21', price: '360', renew: true });
  life.refund(monthly, { on: '2021-01-22', quantity: 1 });
  life.refund(prepaid, { on: '2021-02-20', used: true });
  life.buy({ on: '2021-02-21', price: '700' });
  const [left] = [...life.state.reservations].filter(
    ([, { status, billingPlan }]) => status === 'Active' && billingPlan === 'Monthly',
  );
  if (left === undefined) throw new Error('Nothing is left');
  const parts = life.split('2021-03-05', left[0], [1, 2]);
  const billed = life.buy({ on: '2021-03-10', price: '5000', quantity: 2 });
  life.pay('2021-04-10', 'contoso-000001', '10500');
  life.buy({ on: '2021-04-12', price: '1500' });
  const [first, second] = parts;
  if (first === undefined || second === undefined) throw new Error('It was not split');
  life.refund(second, { on: '2021-04-25', quantity: 1, used: true });
  const active = [...life.state.reservations].filter(
    ([, { status, billingPlan }]) => status === 'Active' && billingPlan === 'Monthly',
  );
  life.merge(
    '2021-05-01',
    active.map(([id]) => id),
  );
  life.refund(billed, { on: '2021-05-10', quantity: 1, used: true });
  life.through('2024-02-01');
  return life;
}

/** Two cards; what was paid by the first is held and then sent to the second; an exchange. */
function cardPayer(): AccountStory {
  const card = (last4: string) => ({ token: `tok_${last4}`, brand: 'Visa', last4 });
  const life = new AccountStory(FEE, Money.USD, {
    agreementType: 'MicrosoftOnlineServicesProgram',
    payment: { method: 'card', card: card('4242') },
  });
  const upfront = life.buy({ on: '2021-01-10', price: '1200', quantity: 2 });
  const monthly = life.buy({ on: '2021-01-10', price: '3600', plan: 'Monthly' });
  life.refund(upfront, { on: '2021-03-10', quantity: 1, used: true });
  life.do('2021-03-11', { type: 'ChangeCardOnFile', card: card('4444') });
  life.refund(monthly, { on: '2021-03-12', used: true });
  const [request] = life.facts('SupportRequestCreated');
  if (request === undefined) throw new Error('Nothing is held');
  for (const status of ['InProgress', 'Approved', 'Closed'] as const)
    life.do('2021-03-13', {
      type: 'MoveSupportRequest',
      supportRequestId: supportRequestId(request.supportRequestId),
      status,
    });
  const [rest] = [...life.state.reservations].filter(([, { status }]) => status === 'Active');
  if (rest === undefined) throw new Error('Nothing is left');
  life.exchange('2021-04-01', [rest[0]], [{ price: '2000', quantity: 1 }]);
  life.through('2021-08-01');
  return life;
}

/** Invoices; a refund that leaves credit, an exchange that uses some, and a move to a partner that carries the rest. */
function invoicePayer(): AccountStory {
  const life = new AccountStory(FEE, Money.USD, {
    agreementType: 'MicrosoftOnlineServicesProgram',
  });
  const bought = life.buy({ on: '2021-01-10', price: '1200', quantity: 2 });
  life.pay('2021-01-20', 'contoso-000001', '2400');
  life.refund(bought, { on: '2021-03-10', quantity: 1, used: true });
  const [rest] = [...life.state.reservations].filter(([, { status }]) => status === 'Active');
  if (rest === undefined) throw new Error('Nothing is left');
  life.exchange('2021-04-01', [rest[0]], [{ price: '3600', plan: 'Monthly', quantity: 1 }]);
  life.buy({ on: '2021-04-02', price: '100', renew: true });
  life.do('2021-04-03', {
    type: 'TransferProgram',
    toBillingAccountId: billingAccountId('partner'),
    transfersOn: Calendar.day('2021-06-01'),
    subscriptions: [],
    target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD },
  });
  life.through('2024-05-01');
  return life;
}

const LIVES: Readonly<Record<string, () => AccountStory>> = {
  enrolment,
  /** The credit note alone says what later invoices are credited. */
  'enrolment under terms that reopen no later invoice': () =>
    enrolment({ ...FEE, overageOutcome: 'creditNote' }),
  'card payer': cardPayer,
  'invoice payer': invoicePayer,
};

describe.each(Object.entries(LIVES))('the tables of the %s', (_, life) => {
  const { events } = life();
  const tables = new TablesInMemory();
  const state = emptyAccount();
  const steps = operationsOf(events).map((operation) => {
    for (const event of operation) {
      tables.write(event);
      evolve(state, event);
    }
    return { ...said(tables), ...meant(state) };
  });

  it('know after every operation on which day the next thing is due', () => {
    expect(steps.length).toBeGreaterThan(8);
    expect(steps.map(({ dueSaid }) => dueSaid)).toEqual(steps.map(({ dueMeant }) => dueMeant));
  });

  it('leave of every credit and term what the account has left', () => {
    expect(steps.map(({ leftSaid }) => leftSaid)).toEqual(steps.map(({ leftMeant }) => leftMeant));
  });

  it('say of every invoice what the account knows of it', () => {
    expect(steps.map(({ papersSaid }) => papersSaid)).toEqual(
      steps.map(({ papersMeant }) => papersMeant),
    );
  });

  it('say of every reservation what the account knows of it', () => {
    const rows = tables.rows('reservation');
    expect(rows.map(reservationSaid)).toEqual(reservationsMeant(state));
  });

  it('have lines for every paper that sum to its total', () => {
    for (const paper of tables.rows('document'))
      expect([paper['number'], sumOf(linesOf(tables, paper))]).toEqual([
        paper['number'],
        Money.money(Money.USD, String(paper['total'])).amount,
      ]);
  });
});

test('these lives bring about every event but those that change neither money nor a day', () => {
  const seen = new Set<string>(
    Object.values(LIVES)
      .flatMap((life) => life().events)
      .map(({ type }) => type),
  );
  expect(BILLING_EVENT_TYPES.filter((type) => !seen.has(type))).toEqual([
    'ReservationSwapped',
    'ReservationUpdated',
    'ReservationArchived',
    'ReservationUnarchived',
    'OwnerAdded',
    'OwnerRemoved',
    'OrderDirectoryChanged',
  ]);
});

function said(tables: TablesInMemory) {
  const due = tables.rows('due_item').map((row) => String(row['due_on']));
  const credits = [...tables.rows('retained_credit_movement')].map((row) => ({
    ...row,
    of: row['credit_id'],
  }));
  const prepaid = [...tables.rows('prepayment_movement')].map((row) => ({
    ...row,
    of: row['credit_id'] ?? row['term_id'],
  }));
  return {
    dueSaid: due.sort()[0],
    leftSaid: leftOf([...credits, ...prepaid]),
    papersSaid: tables
      .rows('document')
      .filter(({ kind, status }) => kind === 'Invoice' && status !== 'Void')
      .map((row) => [row['number'], row['paid'], row['credited'], row['amount_due']])
      .sort(),
  };
}

function meant(state: BillingAccount) {
  const left = [
    ...[...state.retainedCredits].map(([id, { remaining }]) => [id, remaining.amount]),
    ...[...state.prepaymentCredits].map(([id, { remaining }]) => [id, remaining.amount]),
    ...[...state.prepaymentTerms].map(([id, { remaining }]) => [id, remaining.amount]),
  ];
  return {
    dueMeant: nextDueDay(state),
    leftMeant: left.filter(([, amount]) => amount !== '0.00').sort(),
    papersMeant: [...state.invoices]
      .filter(([, { replacedBy }]) => replacedBy === undefined)
      .map(([number, { paid, credited, amountDue }]) => [
        number,
        paid.amount,
        credited.amount,
        amountDue.amount,
      ])
      .sort(),
  };
}

function leftOf(movements: readonly PlainRow[]): readonly unknown[] {
  const ids = [...new Set(movements.map(({ of }) => of))];
  return ids
    .map((id) => [id, sumOf(movements.filter(({ of }) => of === id))])
    .filter(([, amount]) => amount !== '0.00')
    .sort();
}

function sumOf(rows: readonly PlainRow[]): string {
  const amounts = rows.map((row) => Money.money(Money.USD, String(row['amount'])));
  return Money.sum(Money.USD, amounts).amount;
}

function linesOf(tables: TablesInMemory, paper: PlainRow): readonly PlainRow[] {
  const lines = tables.rows('document_line');
  const papers = tables.rows('document');
  const carried = papers.filter(({ number }) => listOf(paper['carries']).includes(number));
  return [
    ...carried.flatMap((each) => linesOf(tables, each)),
    ...lines.filter((line) => listOf(paper['new_lines']).includes(line['line_id'])),
    ...lines.filter(
      (line) => line['overage_month'] !== null && line['overage_month'] === paper['overage_month'],
    ),
  ];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function reservationSaid(row: PlainRow): readonly unknown[] {
  return [
    row['id'],
    row['state'] === 'Succeeded' ? 'Active' : row['state'],
    row['quantity'],
    row['charged_instalments'],
    row['next_due_on'] ?? undefined,
    row['renew'],
    row['display_name'],
    row['expires_on'],
  ];
}

function reservationsMeant(state: BillingAccount): readonly (readonly unknown[])[] {
  return [...state.reservations].map(([id, reservation]) => [
    id,
    reservation.status,
    reservation.quantity,
    reservation.chargedInstalments,
    reservation.nextDueOn,
    reservation.renew,
    reservation.displayName,
    reservation.expiresOn,
  ]);
}
