import { LinkSubscription, OpenBillingAccount, RunDays } from '#application';
import { Money, prepaymentTermId } from '#ledger-core';
import {
  admin,
  bought,
  contoso,
  day,
  done,
  ledgerWorld,
  previewedRefund,
  returnOf,
  subscription,
  usd,
} from '../../test/ledger.world';

const UPFRONT = { billingPlan: 'Upfront', quantity: 1 } as const;

/** An enrolment that has paid 2,000.00 in advance: one unit of 1,200.01 is covered, a second is not. */
async function enrolment() {
  const world = await ledgerWorld();
  const term = {
    termId: prepaymentTermId('2021'),
    from: day('2021-01-01'),
    to: day('2022-01-01'),
    amount: usd('2000.00'),
  };
  const request = {
    billingAccountId: contoso,
    agreementType: 'EnterpriseAgreement',
    currency: Money.USD,
    displayName: 'Contoso',
    payment: { method: 'prepayment', terms: [term] },
  } as const;
  done(await world.bus.execute(new OpenBillingAccount({ request, caller: admin })));
  const link = { billingAccountId: contoso, subscriptionId: subscription, displayName: 'Main' };
  done(await world.bus.execute(new LinkSubscription({ ...link, caller: admin })));
  return world;
}

describe('the daily run of an enrolment', () => {
  test('closes months with overage and counts them', async () => {
    const world = await enrolment();
    await bought(world, UPFRONT);
    await bought(world, UPFRONT);
    world.clock.turnTo('2021-02-01T00:00:00Z');
    const run = new RunDays({ through: day('2021-02-01'), caller: admin });

    expect(done(await world.bus.execute(run))).toEqual({
      ...{ through: '2021-02-01', accounts: 1, instalmentsCharged: 0 },
      ...{ creditsExpired: 0, monthsClosed: 1 },
    });
    expect((await world.tables.state(contoso)).invoices.size).toBe(1);
  });

  test('lets what is left of a refund credit expire on its day and counts it', async () => {
    const world = await enrolment();
    const refund = await previewedRefund(world, await bought(world, UPFRONT));
    done(await world.bus.execute(returnOf(refund)));
    world.clock.turnTo('2021-04-15T00:00:00Z');
    // Granted on 15 January and usable for 90 days: 17 in January, 28, 31, and 14 in April.
    const through = (on: string) => new RunDays({ through: day(on), caller: admin });

    expect(done(await world.bus.execute(through('2021-04-14')))).toMatchObject({ accounts: 0 });
    expect(done(await world.bus.execute(through('2021-04-15')))).toMatchObject({
      ...{ accounts: 1, instalmentsCharged: 0 },
      ...{ creditsExpired: 1, monthsClosed: 0 },
    });
  });
});
