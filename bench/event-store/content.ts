import { randomUUID } from 'node:crypto';
import { jsonEvent, type JSONEventType } from '@eventstore/db-client';

/** One event of the benchmark, of the size that an event of the ledger has: about 600 bytes. */
export const CONTENT = {
  type: 'ChargeMade',
  data: {
    charge: 'b8a1fd0c-5f0e-4d3f-9a53-7c1f2f4b8e11',
    order: '4c6a1a5e-0a0f-4c3b-8f55-3a2b1c0d9e77',
    reservation: '0f4a7c62-7d5e-49a9-8a43-7f1e2d3c4b5a',
    kind: 'purchase',
    on: '2026-03-14',
    amount: '1234.560000',
    currency: 'EUR',
    meter: 'Virtual Machines DSv3 Series, 2 vCPU',
    term: 'P3Y',
    plan: 'Monthly',
    product: 'Standard_D2s_v3, westeurope, reserved for three years, billed monthly in advance',
    commitment: { total: '44444.160000', remaining: '43209.600000', currency: 'EUR' },
  },
  metadata: {
    commandId: '7d1c1d6f-2b83-4c0c-9d02-0c5f7f6e5a41',
    causedBy: 'purchase-reservation',
    at: '2026-03-14T09:26:53.589Z',
  },
} as const satisfies Pick<JSONEventType, 'type' | 'data' | 'metadata'>;

export const DATA_BYTES = Buffer.from(JSON.stringify(CONTENT.data));
export const METADATA_BYTES = Buffer.from(JSON.stringify(CONTENT.metadata));

/** The event with a new id, as the client takes it. */
export const newEvent = () => jsonEvent({ id: randomUUID(), ...CONTENT });
