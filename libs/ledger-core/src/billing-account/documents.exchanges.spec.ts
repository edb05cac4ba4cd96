import {
  AccountStory,
  D2S,
  expectAccepted,
  type Purchase,
  rejectionOf,
  usd,
} from '../../../../test/support/account-story';
import {
  type BillingPlan,
  type Decision,
  PARTNER_CENTER_2020_05,
  type Product,
  quantityToReturn,
  type ReservationId,
  type ResourceType,
  SELF_SERVICE_2021_04,
  Calendar,
} from '#ledger-core';
import { WHOLE_USAGE } from '../policy/usage-share.policy';

/*
 * The sentences of SS, « Échanges et remboursements en libre-service de réservations Azure », and of PC, "How
 * exchanges work", on exchanges, each by name and with its own figures.
 */

const oneYear = { ...D2S, term: 'P1Y' as const };
const product = (resourceType: ResourceType, skuName = 'A1'): Product => ({
  ...D2S,
  resourceType,
  skuName,
});

function bought(story: AccountStory): ReservationId {
  const last = story.facts('ReservationPurchased').at(-1);
  if (last === undefined) throw new Error('Nothing was bought');
  return last.reservationId;
}

/** Upfront 1,095.00 a unit for the 1,095 days from 15 January 2021: 1.00 a day. */
function upfront(purchase: Partial<Purchase> = {}, terms = SELF_SERVICE_2021_04) {
  const story = new AccountStory(terms);
  return { story, id: story.buy({ on: '2021-01-15', price: '1095', ...purchase }) };
}

const amountsOf = (decision: Decision) => {
  expectAccepted(decision);
  return 'answer' in decision ? decision.answer : undefined;
};

describe('SS « 100 $ par mois et échangée après le 18ème paiement … 1 800 $ ou plus » (R-EXC-3)', () => {
  const plans: readonly (readonly [BillingPlan, Product['term'], string])[] = [
    ['Monthly', 'P3Y', '« payés mensuellement »'],
    ['Monthly', 'P1Y', '« payés mensuellement », in one year'],
    ['Upfront', 'P3Y', '« ou d’avance »'],
    ['Upfront', 'P1Y', '« ou d’avance », for one year'],
  ];
  const rows = plans.flatMap(([plan, term, how]) =>
    (
      [
        ['1799.99', '0.01'],
        ['1800.00', undefined],
        ['1800.01', undefined],
      ] as const
    ).map(([price, shortBy]) => ({ plan, term, how, price, shortBy })),
  );

  it.each(rows)('$how: $price', ({ plan, term, price, shortBy }) => {
    const { story, id } = upfront({ price: '3600', plan: 'Monthly' });
    const buys = { price, plan, product: { ...D2S, term } };
    const decision = story.exchange('2022-06-20', [id], [buys]);
    expect(decision).toMatchObject(
      shortBy === undefined
        ? { outcome: 'accepted' }
        : {
            rejection: {
              code: 'PurchaseTotalTooLow',
              required: usd('1800.00'),
              purchaseTotal: usd(price),
              shortBy: usd(shortBy),
              // 5 of 30 days used: 100 × 5 ÷ 30 = 16.67.
              amounts: { refundTotal: usd('83.33'), remainingCommitmentTotal: usd('1800.00') },
            },
          },
    );
  });

  it.each([
    ['after the 17th payment', '2022-06-14', '1899.99', '1900.00'],
    ['after the 18th', '2022-06-15', '1799.99', '1800.00'],
    ['after the 18th, on its last day', '2022-07-14', '1799.99', '1800.00'],
    ['after the 19th', '2022-07-15', '1699.99', '1700.00'],
    ['after the 35th: 100 cancelled and 100 back', '2023-11-15', '99.99', '100.00'],
    ['after the last: nothing cancelled, 100 back', '2023-12-15', '99.99', '100.00'],
  ])('%s', (_, on, tooLow, enough) => {
    const { story, id } = upfront({ price: '3600', plan: 'Monthly' });
    expect(rejectionOf(story.exchange(on, [id], [{ price: tooLow }]))).toMatchObject({
      code: 'PurchaseTotalTooLow',
      required: usd(enough),
      shortBy: usd('0.01'),
    });
    expectAccepted(story.exchange(on, [id], [{ price: enough }]));
  });

  it('two tests and not one sum: what is net payable may be negative', () => {
    const { story, id } = upfront({ price: '3600', plan: 'Monthly' });
    expect(amountsOf(story.exchange('2022-06-20', [id], [{ price: '1800' }]))).toMatchObject({
      amounts: {
        purchaseTotal: usd('1800.00'),
        refundTotal: usd('83.33'),
        cancelledInstalmentsTotal: usd('1800.00'),
        netPayable: usd('-83.33'),
      },
    });
  });
});

describe('SS « Si le montant de votre nouvel achat est inférieur …, vous obtenez une erreur » (R-EXC-3)', () => {
  // Two units, 10 days used of each: 2 × 1,085.00.
  it.each([
    ['a cent lower', '2169.99', 2, '0.01'],
    ['equal: the document’s error is "lower"', '2170.00', 2, undefined],
    ['« augmentez le montant à acheter »', '2170.01', 2, undefined],
    ['« réduisez la quantité que vous souhaitez renvoyer »', '2169.99', 1, undefined],
    ['reduced, and still a cent lower', '1084.99', 1, '0.01'],
  ])('%s', (_, price, quantity, shortBy) => {
    const { story, id } = upfront({ quantity: 2 });
    const decision = story.exchange('2021-01-25', [story.toReturn(id, { quantity })], [{ price }]);
    expect(decision).toMatchObject(
      shortBy === undefined
        ? { outcome: 'accepted' }
        : { rejection: { code: 'PurchaseTotalTooLow', shortBy: usd(shortBy) } },
    );
  });

  it('several returned and several bought count together', () => {
    const { story, id } = upfront();
    const other = story.buy({ on: '2021-01-15', price: '2190' });
    // 1,085.00 + 2,170.00 = 3,255.00.
    const buys = (second: string) => [{ price: '3000' }, { price: second, product: oneYear }];
    expect(rejectionOf(story.exchange('2021-01-25', [id, other], buys('254.99')))).toMatchObject({
      required: usd('3255.00'),
      purchaseTotal: usd('3254.99'),
      shortBy: usd('0.01'),
    });
    expectAccepted(story.exchange('2021-01-25', [id, other], buys('255')));
    expect(story.facts('ReservationReturned')).toHaveLength(2);
    expect(story.facts('ReservationPurchased')).toHaveLength(4);
  });
});

describe('SS « une autre réservation du même type » (R-EXC-1)', () => {
  const all: readonly (readonly [
    string,
    readonly Product[],
    Product,
    readonly string[] | undefined,
  ])[] = [
    [
      '« Dedicated Host, VMware Solution et Machines virtuelles, les unes avec les autres en même temps »',
      [product('DedicatedHost'), product('AVS'), product('VirtualMachines')],
      product('AVS', 'AV36'),
      undefined,
    ],
    [
      '« plusieurs types de bases de données SQL, y compris Managed Instance et Pool élastique »',
      [
        product('SqlDatabases', 'SQLDB_GP_Gen5'),
        product('SqlDatabases', 'SQLMI_GP_Gen5'),
        product('SqlDatabases', 'SQLEP_GP_Gen5'),
      ],
      product('SqlDatabases', 'SQLMI_BC_Gen5'),
      undefined,
    ],
    [
      '« vous ne pouvez pas échanger Cosmos DB contre SQL Database »',
      [product('CosmosDb')],
      product('SqlDatabases'),
      ['CosmosDb', 'Sql'],
    ],
    [
      'nor SQL Database for Cosmos DB',
      [product('SqlDatabases')],
      product('CosmosDb'),
      ['Sql', 'CosmosDb'],
    ],
    [
      '« vous ne pouvez pas retourner une machine virtuelle pour acheter une réservation SQL »',
      [product('VirtualMachines')],
      product('SqlDatabases'),
      ['Compute', 'Sql'],
    ],
    ['Cosmos DB for Cosmos DB', [product('CosmosDb')], product('CosmosDb', 'A2'), undefined],
    [
      'two types returned together',
      [product('AppService'), product('RedisCache')],
      product('AppService'),
      ['AppService', 'RedisCache'],
    ],
  ];

  it.each(all)('%s', (_, returned, wanted, groups) => {
    const story = new AccountStory();
    const ids = returned.map((each) =>
      story.buy({ on: '2021-01-15', price: '100', product: each }),
    );
    const decision = story.exchange('2021-01-16', ids, [{ price: '300', product: wanted }]);
    expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(
      groups && { code: 'ExchangeGroupsDiffer', groups },
    );
  });

  it('« plusieurs produits »: one for several, of one type', () => {
    const { story, id } = upfront();
    const both = [
      { price: '600', product: product('DedicatedHost') },
      { price: '600', product: product('AVS') },
    ];
    expectAccepted(story.exchange('2021-01-16', [id], both));
    const apart = [...both, { price: '600', product: product('AppService') }];
    const other = story.buy({ on: '2021-01-15', price: '100' });
    expect(rejectionOf(story.exchange('2021-01-16', [other], apart)).code).toBe(
      'ExchangeGroupsDiffer',
    );
  });
});

describe('SS « famille, série, version, référence SKU, région, quantité et période » (R-EXC-2)', () => {
  it.each<readonly [string, Partial<Purchase>]>([
    ['another family', { product: { ...D2S, skuName: 'Standard_E2s_v3' } }],
    ['another version', { product: { ...D2S, skuName: 'Standard_D2s_v5' } }],
    ['another SKU', { product: { ...D2S, skuName: 'Standard_D4s_v3' } }],
    ['« USA Ouest 2 contre Europe Ouest »', { product: { ...D2S, region: 'westus2' } }],
    ['another quantity', { quantity: 3 }],
    ['« la durée d’un an à trois ans »: back to one', { product: oneYear }],
    ['another payment frequency', { plan: 'Monthly' }],
    ['nothing but a new term of the same', {}],
  ])('%s', (_, change) => {
    const { story, id } = upfront();
    expectAccepted(story.exchange('2021-03-01', [id], [{ price: '2000', ...change }]));
    const { product: wanted = D2S, quantity = 1, plan = 'Upfront' } = change;
    expect(story.reservation(bought(story))).toMatchObject({
      product: wanted,
      quantity,
      billingPlan: plan,
    });
    expect(story.reservation(id).status).toBe('Cancelled');
  });

  it('one year for three, and five', () => {
    for (const term of ['P3Y', 'P5Y'] as const) {
      const { story, id } = upfront({ product: oneYear });
      expectAccepted(
        story.exchange('2021-03-01', [id], [{ price: '2000', product: { ...D2S, term } }]),
      );
      expect(story.reservation(bought(story)).expiresOn).toBe(
        term === 'P3Y' ? '2024-03-01' : '2026-03-01',
      );
    }
  });
});

describe('SS « Un échange est traité comme un remboursement et un rachat » (R-EXC-4, R-OUT-5)', () => {
  it('« Vous êtes facturé entièrement »; « la valeur résiduelle au prorata quotidienne » comes back', () => {
    const { story, id } = upfront();
    story.exchange('2021-01-25', [id], [{ price: '2000' }]);
    expect(story.facts('ReservationReturned')).toMatchObject([
      { purpose: 'Exchange', refund: usd('1085.00') },
    ]);
    expect(story.facts('ChargeMade').at(-1)?.amount).toEqual(usd('2000.00'));
    // The first invoice's 1,095.00 again, less 1,085.00, and 2,000.00 in full.
    expect(story.facts('InvoiceIssued').at(-1)).toMatchObject({
      number: 'contoso-000002',
      why: 'Exchange',
      carries: ['contoso-000001'],
      lineCount: 3,
      total: usd('2010.00'),
    });
  });

  it('« différentes transactions »: the return first, and then the purchase', () => {
    const { story, id } = upfront();
    story.exchange('2021-01-25', [id], [{ price: '2000' }]);
    const types = story.events.slice(-6).map(({ type }) => type);
    expect(types.indexOf('ReservationReturned')).toBeGreaterThanOrEqual(0);
    expect(types.indexOf('ReservationReturned')).toBeLessThan(
      types.indexOf('ReservationPurchased'),
    );
  });

  it.each([
    ['within five days without usage: all of it', '2021-01-20', false, '1095.00'],
    ['within five days with usage', '2021-01-20', true, '1090.00'],
    ['later, and not on today’s lower price', '2021-01-21', false, '1089.00'],
  ])('what it is worth %s', (_, on, used, worth) => {
    const { story, id } = upfront();
    const returned = story.toReturn(id, { used, listed: '547.50' });
    story.exchange(on, [returned], [{ price: '2000' }]);
    expect(story.facts('ReservationReturned')).toMatchObject([{ refund: usd(worth) }]);
  });

  it.each([
    ['2021-03-01', 'P1Y', '2022-03-01'],
    ['2021-03-01', 'P3Y', '2024-03-01'],
    ['2021-08-31', 'P1Y', '2022-08-31'],
    ['2023-12-31', 'P1Y', '2024-12-31'],
  ] as const)(
    '« une nouvelle période qui commence à la date de cet échange »: %s, %s',
    (...row) => {
      const [on, term, expiresOn] = row;
      const { story, id } = upfront();
      story.exchange(on, [id], [{ price: '2000', product: { ...D2S, term } }]);
      expect(story.reservation(bought(story))).toMatchObject({ purchasedOn: on, expiresOn });
    },
  );
});

describe('SS « Il n’y a aucune pénalité ou limite annuelle pour les échanges » (R-EXC-4, R-CAP-4)', () => {
  it('no fee, where a refund has 12 %', () => {
    const { story, id } = upfront({}, PARTNER_CENTER_2020_05);
    story.exchange('2021-01-25', [id], [{ price: '2000' }]);
    expect(story.facts('ReservationReturned')).toMatchObject([
      { prorated: usd('1085.00'), fee: usd('0.00'), refund: usd('1085.00') },
    ]);
  });

  it('« Les remboursements qui résultent d’un échange ne sont pas comptabilisés »: with a full cap too', () => {
    const { story, id } = upfront({ price: '60000' });
    story.refund(story.buy({ on: '2021-01-16', price: '50000' }), { on: '2021-01-16' });
    const before = story.state.capUses;
    expectAccepted(story.exchange('2021-01-17', [id], [{ price: '70000' }]));
    expect(story.state.capUses).toEqual(before);
    expect(story.facts('ReservationReturned').at(-1)?.cap).toEqual({
      counts: false,
      why: 'Exchange',
    });
    // What the exchange bought counts as ever when it is refunded: nothing is left for it.
    expect(rejectionOf(story.refund(bought(story), { on: '2021-01-17' }))).toMatchObject({
      code: 'RefundCapExceeded',
      available: usd('0.00'),
    });
  });
});

describe('SS « Tout rembourser » et « Optimiser l’utilisation (7 jours) » (R-EXC-7)', () => {
  it.each([
    ['refundAll', 5, 0],
    // 14.01 ÷ 7 = 2.001 units a day: 3 stay of 5.
    ['optimizeUtilization', 2, 3],
  ] as const)('%s takes %d of 5', (mode, quantity, stays) => {
    const used = ['2', '2', '2', '2', '2', '2', '2.01'];
    const today = Calendar.day('2021-01-25');
    const reported = used.map((usedQuantity, index) => ({
      on: Calendar.addDays(today, -1 - index),
      usedQuantity,
      share: WHOLE_USAGE,
    }));
    expect(quantityToReturn({ quantity: 5, reported }, mode, today)).toBe(quantity);
    const { story, id } = upfront({ quantity: 5 });
    expectAccepted(
      story.exchange('2021-01-25', [story.toReturn(id, { quantity })], [{ price: '9000' }]),
    );
    expect(story.facts('ReservationReturned')[0]?.sibling?.quantity ?? 0).toBe(stays);
  });
});
