import { type PrincipalId, type ReservationOrderId, type TenantId } from './ids';

export type AddOwner = Readonly<{
  type: 'AddOwner';
  orderId: ReservationOrderId;
  owner: PrincipalId;
}>;

export type RemoveOwner = Readonly<{
  type: 'RemoveOwner';
  orderId: ReservationOrderId;
  owner: PrincipalId;
}>;

/** Who sends it is the Owner afterwards, as the directory it goes to knows them. */
export type ChangeDirectory = Readonly<{
  type: 'ChangeDirectory';
  orderId: ReservationOrderId;
  tenantId: TenantId;
}>;
