import { Command } from '@nestjs/cqrs';
import {
  type AppliedScope,
  type BillingPlan,
  type Principal,
  type ReservationChanges,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
  type TenantId,
  type Term,
} from '#ledger-core';
import { type RequestKey } from '../billing-account/keyed-command-id';
import { type Outcome } from './outcome';

/** Every change of an order names who asks and the request it comes by: sent again, it is carried out once. */
export type OfOrder = Readonly<{
  orderId: ReservationOrderId;
  caller: Principal;
  requestKey: RequestKey;
}>;

type OfReservation = OfOrder & Readonly<{ reservationId: ReservationId }>;

/** The reservations that a split made, in the order of the quantities asked for. */
export type SplitReservations = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
  reservationIds: readonly ReservationId[];
}>;

/** A reservation becomes several of the same order (R-RET-2). */
export class SplitReservation extends Command<Outcome<SplitReservations>> {
  constructor(readonly input: OfReservation & Readonly<{ quantities: readonly number[] }>) {
    super();
  }
}

/** The reservation that others were merged into. */
export type MergedReservation = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
}>;

/** Reservations of one order become one (R-RET-2). */
export class MergeReservations extends Command<Outcome<MergedReservation>> {
  constructor(readonly input: OfOrder & Readonly<{ sources: readonly ReservationId[] }>) {
    super();
  }
}

/** What is to be bought at expiry, as a caller asks for it (R-PUR-6); what is absent stays as the reservation has it. */
export type AskedRenewal = Readonly<{
  skuName?: string;
  location?: string;
  reservedResourceType?: string;
  term?: Term;
  quantity?: number;
  billingPlan?: BillingPlan;
  displayName?: string;
  billingSubscriptionId?: SubscriptionId;
  appliedScope?: AppliedScope;
  instanceFlexibility?: 'On' | 'Off';
  renew?: boolean;
}>;

/** What a caller asks to change; what is absent stays. */
export type AskedChanges = Omit<ReservationChanges, 'renewProperties' | 'billingSubscriptionId'> &
  Readonly<{ renewal?: AskedRenewal }>;

export type ChangedReservation = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
}>;

/** Changes name, scope, flexibility, renewal or review of a reservation (R-ACC-3, R-PUR-6). */
export class UpdateReservation extends Command<Outcome<ChangedReservation>> {
  constructor(readonly input: OfReservation & Readonly<{ changes: AskedChanges }>) {
    super();
  }
}

/** Hides a reservation that is over, or shows it again. */
export class ArchiveReservation extends Command<Outcome<ChangedReservation>> {
  constructor(readonly input: OfReservation & Readonly<{ archived: boolean }>) {
    super();
  }
}

export type OrderInDirectory = Readonly<{
  orderId: ReservationOrderId;
  tenantId: TenantId;
  /** As they were called when the order went. */
  reservations: readonly Readonly<{ reservationId: ReservationId; displayName: string }>[];
}>;

/** Moves an order to another directory, where its caller is its only Owner. */
export class ChangeDirectory extends Command<Outcome<OrderInDirectory>> {
  constructor(readonly input: OfOrder & Readonly<{ tenantId: TenantId }>) {
    super();
  }
}
