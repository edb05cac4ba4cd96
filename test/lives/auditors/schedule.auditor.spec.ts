import { Calendar, SELF_SERVICE_2021_04 } from '#ledger-core';
import { usd } from '../../support/account-story';
import { type LifeStep } from '../life-step';
import { findsPlanted, type PlantedFault } from './planted-faults';
import { complaintOf, planted, recordedStory, without } from './recorded-story';
import { auditSchedule } from './schedule.auditor';
import { enrolmentStory, invoiceStory, transferStory } from './stories-to-audit';

/** The second instalment of what was bought on 31 January: due on 28 February. */
const SECOND = 3;

function inCharge(change: object, place = SECOND): PlantedFault[1] {
  return () => planted(invoiceStory(), 'ChargeMade', (data) => Object.assign(data, change), place);
}

function inPurchase(change: object): PlantedFault[1] {
  return () =>
    planted(invoiceStory(), 'ReservationPurchased', (data) => Object.assign(data, change), 1);
}

/** The last step's operations in another order. */
function lastDayTurned(steps: readonly LifeStep[]): readonly LifeStep[] {
  const last = steps.at(-1);
  if (last === undefined) throw new Error('A life without steps');
  const days: LifeStep['events'][number][][] = [];
  for (const event of last.events) {
    if (event.type === 'OperationAccepted') days.push([]);
    days.at(-1)?.push(event);
  }
  const turned = days.map(([first, ...rest]) => {
    const at = rest.findIndex(({ type }) => type === 'OverageMonthClosed');
    return [first, ...rest.slice(at), ...rest.slice(0, at)].flatMap((event) => event ?? []);
  });
  return [...steps.slice(0, -1), { ...last, events: turned.flat() }];
}

describe('the auditor of the schedule', () => {
  findsPlanted(auditSchedule, [
    [
      'an instalment that is a day late',
      inCharge({ chargedOn: Calendar.day('2021-03-01') }),
      /is 2021-03-01, but should be 2021-02-28/,
    ],
    [
      'a next due day that drifts from the 31st',
      inCharge({ nextDueOn: Calendar.day('2021-03-28') }),
      /is due next is 2021-03-28, but should be 2021-03-31/,
    ],
    ['an instalment that is left out', inCharge({ instalment: 3 }), /is 3, but should be 2/],
    [
      'an instalment without its extra cent',
      inCharge({ unitAmount: usd('33.33') }),
      /is 3333, but should be 3334/,
    ],
    [
      'an amount that is not that of its quantity',
      inCharge({ amount: usd('33.34') }),
      /is 3334, but should be 6668/,
    ],
    [
      'a period that ends a day early',
      inCharge({ periodTo: Calendar.day('2021-03-30') }),
      /is 2021-03-30, but should be 2021-03-31/,
    ],
    [
      'an instalment that nobody charged',
      () => without(invoiceStory(), 'ChargeMade', SECOND),
      /was due on 2021-02-28, and nothing happened by 2021-03-02/,
    ],
    [
      'an expiry a day too late',
      inPurchase({ expiresOn: Calendar.day('2024-02-01') }),
      /is 2024-02-01, but should be 2024-01-31/,
    ],
    [
      'a commitment that is not the price times the quantity',
      inPurchase({ commitment: usd('1200.05') }),
      /The commitment of .* is 120005, but should be 240010/,
    ],
    [
      'instalments that do not sum to the price',
      inPurchase({ instalments: { count: 36, base: usd('33.33'), extra: 16 } }),
      /with a unit more is 16, but should be 17/,
    ],
    ['an order number that is taken', inPurchase({ orderNumber: 1 }), /is 1, but should be 2/],
    [
      'a reservation that did not expire',
      () => without(invoiceStory(), 'ReservationExpired'),
      /is renewed without having expired|renews nothing/,
    ],
    [
      'a renewal that is not recorded',
      () => without(invoiceStory(), 'ReservationRenewed'),
      /was not renewed/,
    ],
    [
      'a renewal of another product',
      () =>
        planted(
          invoiceStory(),
          'ReservationPurchased',
          (data) => Object.assign(data, { product: { ...data.product, region: 'northeurope' } }),
          8,
        ),
      /What renews .* northeurope .* but should be .* westeurope/,
    ],
    [
      'a month that stays open',
      () => without(enrolmentStory(), 'OverageMonthClosed'),
      /2021-01 is still open on 2021-02-10/,
    ],
    [
      'a month that closes on another day',
      () =>
        planted(enrolmentStory(), 'OverageMonthClosed', (data) =>
          Object.assign(data, { closedOn: Calendar.day('2021-02-02') }),
        ),
      /is 2021-02-02, but should be 2021-02-01/,
    ],
    [
      'a transfer that does not happen',
      () => without(transferStory(), 'ProgramTransferred'),
      /The transfer did not happen by 2021-03-21/,
    ],
    [
      'a transfer that forgets a reservation',
      () =>
        planted(transferStory(), 'ProgramTransferred', (data) =>
          Object.assign(data, { reservations: data.reservations.slice(1) }),
        ),
      /What was transferred/,
    ],
  ]);

  it('finds a month that closes before the instalments of its first day', () => {
    const payment = { method: 'prepayment', terms: [] } as const;
    const agreementType = 'EnterpriseAgreement';
    const { story, steps, pass } = recordedStory(SELF_SERVICE_2021_04, { agreementType, payment });
    story.buy({ on: '2021-01-01', price: '3600', plan: 'Monthly' });
    pass('2021-02-01');
    expect(complaintOf(auditSchedule, steps)).toBe('');
    expect(complaintOf(auditSchedule, lastDayTurned(steps))).toBe(
      'ChargeMade comes too late on 2021-02-01',
    );
  });

  it('finds instalments of a day that are out of the order of their orders', () => {
    const { story, steps, pass } = recordedStory(SELF_SERVICE_2021_04);
    const bought = { on: '2021-01-31', price: '360', plan: 'Monthly' } as const;
    story.buy(bought);
    story.buy(bought);
    pass('2021-02-28');
    const last = steps.at(-1);
    if (last === undefined) throw new Error('A life without steps');
    const [operation, ...due] = last.events;
    const turned = [operation, ...due.slice(2), ...due.slice(0, 2)].flatMap((one) => one ?? []);
    const wrong = [...steps.slice(0, -1), { ...last, events: turned }];
    expect(complaintOf(auditSchedule, steps)).toBe('');
    expect(complaintOf(auditSchedule, wrong)).toMatch(/is out of its order on 2021-02-28/);
  });
});
