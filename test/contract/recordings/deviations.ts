import { type Compared } from './replay';

/** One way in which answers of ours differ in shape from recorded ones, in each of the operations named. */
export type Deviation = Readonly<{
  operations: readonly string[];
  at: string;
  what: string;
  because: string;
}>;

const READS_OF_ORDERS = ['get new order', 'get order', 'get order after a return'];
const UPDATES = [
  ...['update scope to Shared', 'update scope to Single', 'update name', 'update renewal'],
  'get reservation with its renewal',
];
const RENEWAL = 'body.properties.renewProperties';
const LISTS_OF_ORDERS = ['list orders', 'list orders, last page'];

export const DEVIATIONS: readonly Deviation[] = [
  {
    operations: ['calculatePrice'],
    at: 'body.properties.isTaxIncluded',
    what: 'is ours alone',
    because: 'The specification has it, and nobody need guess: no tax is in any amount here.',
  },
  {
    operations: ['purchase', 'return'],
    at: 'header retry-after',
    what: 'is ours alone',
    because:
      'Our operations are done within a second, and say so: without the header clients wait longer.',
  },
  {
    operations: ['purchase'],
    at: 'body.properties.requestDateTime',
    what: 'is missing',
    because:
      'What is answered before the tables have the order is what was decided, and the same when it is sent again; the time is read with the order.',
  },
  {
    operations: ['get new order'],
    at: 'body.properties.provisioningState',
    what: "is 'Succeeded', recorded 'PendingCapacity'",
    because:
      'An order here is whole as soon as it can be read; the recorded state is not even in the enumeration.',
  },
  ...['createdDateTime', 'benefitStartTime', 'expiryDateTime'].map((member) => ({
    operations: ['get new order'],
    at: `body.properties.${member}`,
    what: 'is ours alone',
    because: 'The recorded order was still being made, ours is whole as soon as it can be read.',
  })),
  {
    operations: ['get order after a return'],
    at: 'body.properties.provisioningState',
    what: "is 'Succeeded', recorded 'Pending'",
    because: 'A return here is whole as soon as it can be read.',
  },
  {
    operations: READS_OF_ORDERS,
    at: 'body.properties.expiryDate',
    what: 'is ours alone',
    because: 'The specification and the typings have the day beside the instant.',
  },
  {
    operations: LISTS_OF_ORDERS,
    at: 'body.value[].properties.expiryDate',
    what: 'is ours alone',
    because: 'The specification and the typings have the day beside the instant.',
  },
  {
    operations: LISTS_OF_ORDERS,
    at: 'body.value[].properties.billingProfileId',
    what: 'is missing',
    because: 'Accounts of this ledger have no billing profiles below them.',
  },
  {
    operations: ['get merged reservation'],
    at: 'body.properties.mergeProperties.mergeSources[]',
    what: 'is resource id, recorded guid',
    because:
      'The typings call for resource ids, which the real service itself sends of splits; of merges it sends now one, now the other.',
  },
  {
    operations: ['get merged reservation', ...UPDATES],
    at: 'body.properties.utilization',
    what: 'is missing',
    because:
      'Nothing was reported of a reservation that a split or merge just made, and 0 % would say that it was idle.',
  },
  {
    operations: ['list all, selectedState'],
    at: 'body.value[].properties.utilization',
    what: 'is missing',
    because:
      'Nothing was reported of the cancelled reservation, and 0 % would say that it was idle.',
  },
  {
    operations: UPDATES.slice(1),
    at: 'body.properties.appliedScopes',
    what: 'is ours alone',
    because: 'The scope as a list is what older clients read; the newer member stands beside it.',
  },
  {
    operations: ['get reservation with its renewal'],
    at: `${RENEWAL}.purchaseProperties.properties.instanceFlexibility`,
    what: 'is missing',
    because:
      'The specification has it in reservedResourceProperties alone, where both services send it.',
  },
  {
    operations: ['get reservation with its renewal'],
    at: `${RENEWAL}.purchaseProperties.properties.renew`,
    what: 'is ours alone',
    because: 'What a renewal buys says whether it will be renewed in its turn.',
  },
  ...['billingCurrencyTotal', 'pricingCurrencyTotal'].map((member) => ({
    operations: ['get reservation with its renewal'],
    at: `${RENEWAL}.${member}`,
    what: 'is missing',
    because: 'A renewal is bought at the price of its day (R-PUR-6); none is promised before.',
  })),
  {
    operations: ['list all', 'list all, selectedState', 'list all, $orderby'],
    at: 'body.value[].properties.extendedStatusInfo',
    what: 'is ours alone',
    because:
      'Of a returned reservation it is said why it is cancelled, as both services say of split and merged ones.',
  },
  {
    operations: ['list all', 'list all, selectedState', 'list all, $filter', 'list all, $orderby'],
    at: 'body.summary',
    what: 'is ours alone',
    because: 'The specification has the counts of the whole list beside every page of it.',
  },
  {
    operations: ['list all, $filter'],
    at: 'body.value[].properties.billingPlan',
    what: 'is ours alone',
    because: 'Recorded is one reservation of 2021 alone; newer ones have their plan.',
  },
  {
    operations: ['catalogs'],
    at: 'body.value[].billingPlans.p5Y',
    what: 'is missing',
    because:
      'The plans of a term are told where a price lists the term; five years are not listed.',
  },
  {
    operations: ['catalogs'],
    at: 'body.value[].restrictions[]',
    what: 'is missing',
    because:
      'What a catalogue lists here may be bought: the recorded restrictions are of five years.',
  },
  {
    operations: ['calculateExchange', 'exchange', 'exchange, running'],
    at: 'header retry-after',
    what: 'is ours alone',
    because:
      'Our operations are done within a second, and say so: without the header clients wait longer.',
  },
  {
    operations: ['calculateExchange result', 'exchange result'],
    at: 'body.properties.reservationsToPurchase[].properties.properties.renew',
    what: 'is boolean, recorded null',
    because: 'A purchase that does not say it renews does not, and is shown so.',
  },
  {
    operations: ['exchange, running'],
    at: 'body.status',
    what: "is 'PendingPurchases', recorded 'PendingRefunds'",
    because: 'An exchange here is one atomic operation: it has no time when only the refunds ran.',
  },
  {
    operations: ['exchange, running'],
    at: 'body.properties',
    what: 'is ours alone',
    because:
      'What was calculated is known from the first; recorded are the first seconds of 18 minutes.',
  },
];

function isOf({ operation, difference }: Compared, { operations, at, what }: Deviation): boolean {
  return operations.includes(operation) && at === difference.at && what === difference.what;
}

/** The differences for which nobody gave a reason. */
export function unlisted(compared: readonly Compared[]): readonly string[] {
  const strange = compared.filter((each) => !DEVIATIONS.some((known) => isOf(each, known)));
  return [
    ...new Set(
      strange.map(({ operation, difference: { at, what } }) => `${operation}: ${at} ${what}`),
    ),
  ];
}

/** The deviations that are listed for operations that were compared, and did not occur. */
export function stale(
  compared: readonly Compared[],
  operations: ReadonlySet<string>,
): readonly string[] {
  return DEVIATIONS.flatMap((known) =>
    known.operations
      .filter((operation) => operations.has(operation))
      .filter(
        (operation) => !compared.some((each) => each.operation === operation && isOf(each, known)),
      )
      .map((operation) => `${operation}: ${known.at} ${known.what}`),
  );
}
