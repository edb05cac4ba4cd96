import { AccountStory } from './account-story';

/**
 * A life whose figures are worked out by hand in the specs: three units at 3,600 over 36 months, given back one
 * by one, the first two within one paid month; a payment of the invoice that the last return replaces; a
 * purchase that what was retained pays for.
 */
export function accountLife(): AccountStory {
  const life = new AccountStory();
  let held = life.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly', quantity: 3 });
  life.pay('2021-02-10', 'contoso-000001', '300');
  for (const on of ['2021-03-20', '2021-03-25']) {
    life.refund(held, { on, quantity: 1, used: true });
    held = life.facts('ReservationReturned').at(-1)?.sibling?.reservationId ?? held;
  }
  life.pay('2021-04-20', 'contoso-000006', '100');
  life.refund(held, { on: '2021-04-20', used: true });
  life.buy({ on: '2021-05-01', price: '50' });
  return life;
}
