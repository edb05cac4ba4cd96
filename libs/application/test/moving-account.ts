import { LinkSubscription, OpenBillingAccount, RecordPayment, TransferProgram } from '#application';
import {
  type AgreementType,
  type BillingAccountId,
  billingAccountId,
  documentNumber,
  Money,
  subscriptionId,
} from '#ledger-core';
import { billingAccountStream, decodeBillingEvent } from '#event-log';
import { meanwhile, requestLost } from './faulty.event-log';
import {
  admin,
  bought,
  contoso,
  day,
  done,
  type LedgerWorld,
  ledgerWorld,
  previewedRefund,
  returnOf,
  subscription,
  usd,
} from './ledger.world';

export const partner = billingAccountId('northwind-csp');
export const third = billingAccountId('fabrikam');
export const partners = subscriptionId('22222222-2222-4222-8222-222222222222');
export const UPFRONT = { billingPlan: 'Upfront', quantity: 1 } as const;
/** An append is sent once, and three times again. */
export const SENT_MAX = 4;
/** The list says 1,200.006 a year. */
export const PRICE = usd('1200.01');

export async function open(
  { bus }: LedgerWorld,
  id: BillingAccountId,
  agreementType: AgreementType,
) {
  const request = {
    billingAccountId: id,
    agreementType,
    currency: Money.USD,
    displayName: id,
    payment: { method: 'invoice' as const },
  };
  done(await bus.execute(new OpenBillingAccount({ request, caller: admin })));
}

export const linking = (account: BillingAccountId, id = subscription) =>
  new LinkSubscription({
    ...{ billingAccountId: account, subscriptionId: id, displayName: 'Main', caller: admin },
  });

/** A pay-as-you-go account and a partner's, a subscription each, on 15 January 2021. */
export async function twoAccounts(): Promise<LedgerWorld> {
  const world = await ledgerWorld();
  world.tables.accounts = [contoso, partner, third];
  world.tables.subscriptions = [subscription, partners];
  await open(world, contoso, 'MicrosoftOnlineServicesProgram');
  await open(world, partner, 'MicrosoftPartnerAgreement');
  await open(world, third, 'MicrosoftCustomerAgreement');
  done(await world.bus.execute(linking(contoso)));
  done(await world.bus.execute(linking(partner, partners)));
  return world;
}

export const moving = (on: string, more: Readonly<{ idempotencyKey?: string }> = {}) =>
  new TransferProgram({
    request: { billingAccountId: contoso, toBillingAccountId: partner, on: day(on) },
    caller: admin,
    ...more,
  });

export const payment = (reference: string) => ({
  billingAccountId: contoso,
  invoiceNumber: documentNumber('contoso-000001'),
  amount: PRICE,
  paidOn: day('2021-01-15'),
  reference,
});

/** A year bought upfront and paid: what comes back of it is retained. */
export async function boughtAndPaid(world: LedgerWorld) {
  const purchased = await bought(world, UPFRONT);
  done(await world.bus.execute(new RecordPayment({ request: payment('SEPA 1'), caller: admin })));
  return purchased;
}

export async function returnAll(world: LedgerWorld, what: Awaited<ReturnType<typeof bought>>) {
  done(await world.bus.execute(returnOf(await previewedRefund(world, what))));
}

/** The return is written, and nothing that comes after it: the process ended, or the store did not answer. */
export async function returnAndEnd(world: LedgerWorld, what: Awaited<ReturnType<typeof bought>>) {
  const written = meanwhile(() => Promise.resolve());
  world.log.faults.push(written, ...Array.from({ length: SENT_MAX }, () => requestLost));
  await returnAll(world, what);
  expect(world.log.faults).toEqual([]);
  expect(await received(world)).toEqual([]);
}

export async function ofPartner({ tables }: LedgerWorld) {
  return tables.eventsOf(billingAccountStream(partner), decodeBillingEvent);
}

export async function received(world: LedgerWorld) {
  return (await ofPartner(world)).flatMap((event) =>
    event.type === 'RetainedCreditGranted' && event.data.reason === 'ProgramTransfer'
      ? [event.data]
      : [],
  );
}
