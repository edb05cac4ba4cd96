import { AddPrepaymentTerm, ChangeCardOnFile, OpenBillingAccount } from '#application';
import { Money, prepaymentTermId } from '#ledger-core';
import { admin, contoso, day, done, ledgerWorld, usd } from '../../test/ledger.world';

const requestKey = { key: 'one', isIdempotencyKey: true };
const visa = { token: 'tok_1', brand: 'Visa', last4: '4242' };
const master = { token: 'tok_2', brand: 'Mastercard', last4: '4444' };

function term(id: string, from: string, to: string, amount: string) {
  return { termId: prepaymentTermId(id), from: day(from), to: day(to), amount: usd(amount) };
}

async function enrolment() {
  const world = await ledgerWorld();
  const request = {
    billingAccountId: contoso,
    agreementType: 'EnterpriseAgreement' as const,
    currency: Money.USD,
    displayName: 'Contoso',
    payment: {
      method: 'prepayment' as const,
      terms: [term('2020', '2020-02-01', '2021-02-01', '500.00')],
    },
  };
  done(await world.bus.execute(new OpenBillingAccount({ request, caller: admin })));
  return world;
}

async function cardAccount() {
  const world = await ledgerWorld();
  const request = {
    billingAccountId: contoso,
    agreementType: 'MicrosoftOnlineServicesProgram' as const,
    currency: Money.USD,
    displayName: 'Contoso',
    payment: { method: 'card' as const, card: visa },
  };
  done(await world.bus.execute(new OpenBillingAccount({ request, caller: admin })));
  return world;
}

function added(asked: ReturnType<typeof term>, key = 'one') {
  const by = { caller: admin, requestKey: { key, isIdempotencyKey: true } };
  return new AddPrepaymentTerm({ billingAccountId: contoso, term: asked, ...by });
}

describe('a prepayment term', () => {
  const renewal = term('2021', '2021-02-01', '2022-02-01', '800.00');

  test('that begins later is not available yet; it is on its first day', async () => {
    const { bus, clock, tables } = await enrolment();
    const first = await bus.execute(added(renewal));
    expect(done(first)).toEqual({
      ...renewal,
      billingAccountId: contoso,
      addedOn: '2021-01-15',
      available: usd('500.00'),
    });
    if (first.outcome === 'done') expect(tables.waitedFor).toContain(first.position);
    clock.turnTo('2021-02-01T09:00:00Z');
    const bonus = term('bonus', '2022-02-01', '2023-02-01', '1.00');
    expect(done(await bus.execute(added(bonus, 'two'))).available).toEqual(usd('800.00'));
  });

  test('is added once by one key, and another one with that key is refused', async () => {
    const { bus } = await enrolment();
    const first = await bus.execute(added(renewal));
    expect(await bus.execute(added(renewal))).toEqual({ ...first, replayed: true });
    const other = added({ ...renewal, amount: usd('900.00') });
    expect(await bus.execute(other)).toMatchObject({ rejection: { code: 'KeyReused' } });
  });

  test('that overlaps another is refused', async () => {
    const { bus } = await enrolment();
    const overlapping = added(term('2021', '2021-01-31', '2022-01-31', '800.00'));
    expect(await bus.execute(overlapping)).toMatchObject({
      rejection: { code: 'PrepaymentTermsOverlap', with: '2020' },
    });
  });
});

describe('the card on file', () => {
  const changed = new ChangeCardOnFile({
    ...{ billingAccountId: contoso, card: master, caller: admin, requestKey },
  });

  test('is changed, and the change is answered again to the same key', async () => {
    const { bus, tables } = await cardAccount();
    const first = await bus.execute(changed);
    const answer = { billingAccountId: contoso, card: master, changedOn: '2021-01-15' };
    expect(done(first)).toEqual(answer);
    if (first.outcome === 'done') expect(tables.waitedFor).toContain(first.position);
    expect((await tables.state(contoso)).cardOnFile).toEqual(master);
    expect(await bus.execute(changed)).toEqual({ ...first, replayed: true });
  });

  test('of an account that pays otherwise is refused', async () => {
    const { bus } = await enrolment();
    expect(await bus.execute(changed)).toMatchObject({
      rejection: { code: 'PaymentMethodOfAccount', method: 'prepayment', accepted: 'card' },
    });
  });
});
