// Buys and gives back a reservation with Microsoft's own client, unmodified.
// node docs/examples/first-refund.mjs TOKEN [ADDRESS] [CA FILE]
import { readFileSync } from 'node:fs';
import { AzureReservationAPI } from '@azure/arm-reservations';

const [token, endpoint = 'https://localhost:8443', caFile = '.ledger/tls/ca.pem'] =
  process.argv.slice(2);
const credential = {
  getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const client = new AzureReservationAPI(credential, {
  endpoint,
  tlsOptions: { ca: readFileSync(caFile) },
});

const purchase = {
  sku: { name: 'Standard_E4s_v3' },
  location: 'westus',
  reservedResourceType: 'VirtualMachines',
  billingScopeId: '/subscriptions/aaaaaaaa-0000-4000-8000-000000000001',
  term: 'P3Y',
  billingPlan: 'Monthly',
  quantity: 2,
  displayName: 'Web tier',
  appliedScopeType: 'Shared',
  renew: false,
};
const price = await client.reservationOrder.calculate(purchase);
const { reservationOrderId, billingCurrencyTotal } = price.properties;
console.log(
  `36 instalments, ${billingCurrencyTotal.amount} ${billingCurrencyTotal.currencyCode} in all`,
);

const order = await client.reservationOrder.beginPurchaseAndWait(reservationOrderId, purchase);
const [{ id: reservationId }] = order.reservations;
console.log(`bought: ${order.name}, ${order.provisioningState}`);

const reservationToReturn = { reservationId, quantity: 1 };
const refund = await client.calculateRefund.post(reservationOrderId, {
  id: order.id,
  properties: { scope: 'Reservation', reservationToReturn },
});
const { sessionId, billingRefundAmount, billingInformation, policyResult } = refund.properties;
console.log(`one of two given back: ${billingRefundAmount.amount} now,`);
console.log(
  `  and ${billingInformation.billingCurrencyRemainingCommitmentAmount.amount} that will not be charged;`,
);
console.log(
  `  used of the yearly cap before: ${policyResult.properties.consumedRefundsTotal.amount}`,
);

await client.return.beginPostAndWait(reservationOrderId, {
  properties: {
    sessionId,
    scope: 'Reservation',
    returnReason: 'trying it out',
    reservationToReturn,
  },
});
for await (const { name, properties } of client.reservation.list(reservationOrderId))
  console.log(`reservation ${name}: ${properties.quantity}, ${properties.provisioningState}`);
