import {
  type AzureReservationAPI,
  type Patch,
  type PurchaseRequest,
  type ReservationResponse,
} from '@azure/arm-reservations';
import { type As } from '../support/ledger-system';
import {
  beginChapter,
  type Chapter,
  opensAccount,
  PAYERS,
  subscriptionOf,
  term,
} from './chapters/chapter';

export const TENANT = 'abababab-612d-4bcd-a849-c2542a68be11';
export const ALICE: As = { principal: 'alice@contoso.example', tenant: TENANT };
export const BOB: As = { principal: 'bob@contoso.example', tenant: TENANT };
export const CAPACITY = '/providers/Microsoft.Capacity';
export const VERSION = 'api-version=2022-11-01';

/** Both by their bare ids. */
export type Bought = Readonly<{ order: string; reservation: string }>;

/** What a request of the client came to: its status and Azure's code, if it was refused. */
export async function codeOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'accepted';
  } catch (error) {
    const { statusCode, code } = error as Readonly<{ statusCode?: number; code?: string }>;
    return `${String(statusCode)} ${String(code)}`;
  }
}

/** The bare id of a reservation, or of the one that a revision is of. */
export function idOf(named: Readonly<{ id?: string }> | undefined): string {
  return /reservations\/([0-9a-f-]{36})/.exec(named?.id ?? '')?.[1] ?? '';
}

/** The resource id of a reservation. */
export function nameOf({ order, reservation }: Bought): string {
  return `${CAPACITY}/reservationOrders/${order}/reservations/${reservation}`;
}

/** What Alice, who buys for two accounts of her directory, does with the unmodified client. */
export class Owner {
  private constructor(
    readonly chapter: Chapter,
    readonly client: AzureReservationAPI,
  ) {}

  /** `contoso` pays by invoice, `adatum` has paid 300.00 in advance; `fabrikam` is somebody else's. */
  static async begin(on: string): Promise<Owner> {
    const chapter = await beginChapter(on);
    await opensAccount(chapter, 'contoso', { ...PAYERS.invoice, tenantId: TENANT });
    await opensAccount(chapter, 'fabrikam', PAYERS.invoice);
    const paid = PAYERS.enrolment(term('2021', '2021-01-01', '2022-01-01', '300.00'));
    await opensAccount(chapter, 'adatum', { ...paid, tenantId: TENANT });
    return new Owner(chapter, chapter.system.client(ALICE));
  }

  /** For four of `Standard_A1` for a year, 365.00 each, unless said otherwise. */
  asks(more: Partial<PurchaseRequest> = {}, account = 'contoso'): PurchaseRequest {
    return {
      sku: { name: 'Standard_A1' },
      location: 'westus',
      reservedResourceType: 'VirtualMachines',
      billingScopeId: `/subscriptions/${subscriptionOf(account)}`,
      term: 'P1Y',
      billingPlan: 'Upfront',
      quantity: 4,
      displayName: 'Batch',
      appliedScopeType: 'Shared',
      renew: false,
      ...more,
    };
  }

  async buys(more: Partial<PurchaseRequest> = {}, account = 'contoso'): Promise<Bought> {
    const request = this.asks(more, account);
    const { properties } = await this.client.reservationOrder.calculate(request);
    const order = properties?.reservationOrderId ?? '';
    const bought = await this.client.reservationOrder.beginPurchaseAndWait(order, request);
    return { order, reservation: idOf(bought.reservations?.[0]) };
  }

  splits(of: Bought, quantities: number[]): Promise<readonly ReservationResponse[]> {
    const body = { quantities, reservationId: nameOf(of) };
    return this.client.reservation.beginSplitAndWait(of.order, body);
  }

  merges({ order }: Bought, sources: string[]): Promise<readonly ReservationResponse[]> {
    return this.client.reservation.beginMergeAndWait(order, { sources });
  }

  updates({ order, reservation }: Bought, patch: Patch): Promise<ReservationResponse> {
    return this.client.reservation.beginUpdateAndWait(order, reservation, patch);
  }

  reads({ order, reservation }: Bought, expand?: string): Promise<ReservationResponse> {
    const options = expand === undefined ? {} : { expand };
    return this.client.reservation.get(order, reservation, options);
  }

  async revisions({ order, reservation }: Bought): Promise<readonly ReservationResponse[]> {
    const found: ReservationResponse[] = [];
    for await (const each of this.client.reservation.listRevisions(order, reservation))
      found.push(each);
    return found;
  }

  /** The reservations of the order that are not over. */
  async active({ order }: Bought): Promise<readonly ReservationResponse[]> {
    const found: ReservationResponse[] = [];
    for await (const each of this.client.reservation.list(order))
      if (each.properties?.provisioningState === 'Succeeded') found.push(each);
    return found;
  }

  /** @returns what comes back at once. */
  async returns({ order, reservation }: Bought, quantity: number): Promise<number | undefined> {
    const reservationToReturn = { reservationId: reservation, quantity };
    const asked = { scope: 'Reservation', reservationToReturn };
    const { properties } = await this.client.calculateRefund.post(order, { properties: asked });
    const { sessionId = '', billingRefundAmount } = properties ?? {};
    await this.client.return.beginPostAndWait(order, { properties: { ...asked, sessionId } });
    return billingRefundAmount?.amount;
  }
}
