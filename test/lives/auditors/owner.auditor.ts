import { type BillingEventData, type Principal } from '#ledger-core';
import { type LifeStep, type MakeAuditor } from '../life-step';
import { ensure, known } from './complaint';
import { inTurn, read, type Readers } from './operations-of';

/** Of each Owner the tenant he is of, as far as anybody knows it; and the directory that an order went to. */
type OwnedOrder = { owners: Map<string, string | undefined>; directory: string | undefined };
type Opened = BillingEventData['BillingAccountOpened'];
type Books = {
  opened: Opened | undefined;
  /** Who gives the command whose events are read. */
  by: Principal | undefined;
  readonly orders: Map<string, OwnedOrder>;
};

/** R-PUR-3, R-ACC-1, R-ACC-2: whoever buys is Owner in the tenant he buys from, and only an Owner deals with an order. */
export const auditOwners: MakeAuditor = () => {
  const books: Books = { opened: undefined, by: undefined, orders: new Map() };
  const keeping = readersOf(books);
  return (step) => {
    books.by = undefined;
    inTurn(step, {
      note: (event) => {
        read(keeping, event);
      },
      command: () => {
        checkCaller(books, step);
        books.by = step.principal;
      },
    });
  };
};

function readersOf(books: Books): Readers {
  const orderOf = (id: string): OwnedOrder => known(books.orders, id, 'order');
  return {
    BillingAccountOpened: (opened) => {
      books.opened = opened;
    },
    ReservationPurchased: ({ orderId, owners, purchaseOf, tenantId: directory }) => {
      const { by } = books;
      const isBought = purchaseOf !== 'Renewal';
      ensure(!isBought || owners.join() === by?.id, () => `${orderId} is not its buyer's alone`);
      const tenant = isBought ? by?.tenantId : undefined;
      books.orders.set(orderId, {
        owners: new Map(owners.map((owner) => [owner, tenant])),
        directory,
      });
    },
    ReservationRenewed: ({ orderId, newOrderId }) => {
      const { owners, directory } = orderOf(orderId);
      books.orders.set(newOrderId, { owners: new Map(owners), directory });
    },
    OwnerAdded: ({ orderId, principal }) => orderOf(orderId).owners.set(principal, undefined),
    OwnerRemoved: ({ orderId, principal }) => orderOf(orderId).owners.delete(principal),
    OrderDirectoryChanged: ({ orderId, tenantId: directory }) => {
      const mover = books.by?.id ?? 'nobody';
      books.orders.set(orderId, { owners: new Map([[mover, directory]]), directory });
    },
  };
}

function checkCaller(books: Books, { command, decision, principal }: LifeStep): void {
  if (command === undefined || principal === undefined || decision === undefined) return;
  const orders = ordersOf(command).map((id) => books.orders.get(id));
  if (orders.length === 0) return;
  const isOwner = orders.every((order) => order !== undefined && isOwnedBy(order, principal));
  const within = orders.every((order) => isReachedBy(books.opened, order?.directory, principal));
  const said = decision.outcome === 'accepted' ? 'accepted' : decision.rejection.code;
  const who = `${principal.id} of ${String(principal.tenantId)}`;
  checkSaid(said, { isOwner, within }, `${command.type}, asked for by ${who},`);
}

function checkSaid(
  said: string,
  { isOwner, within }: Readonly<{ isOwner: boolean; within: boolean }>,
  what: string,
): void {
  if (said === 'accepted') ensure(isOwner && within, () => `${what} was done for no Owner`);
  if (said === 'NotOwner') ensure(!isOwner, () => `${what} was refused to an Owner`);
  if (said === 'PrincipalOfAnotherTenant')
    ensure(!within, () => `${what} was refused to one within reach`);
}

/** The orders that only their Owners may do this to. */
function ordersOf(command: NonNullable<LifeStep['command']>): readonly string[] {
  if (command.type === 'ExchangeReservations') return command.returns.map(({ orderId }) => orderId);
  if (command.type === 'PurchaseReservation' || !('orderId' in command)) return [];
  return [command.orderId];
}

function isOwnedBy({ owners }: OwnedOrder, { id, tenantId }: Principal): boolean {
  const tenant = owners.get(id);
  return owners.has(id) && (tenant === undefined || tenant === tenantId);
}

function isReachedBy(
  opened: Opened | undefined,
  own: string | undefined,
  { tenantId, roles }: Principal,
): boolean {
  if (own !== undefined) return own === tenantId;
  if (opened?.tenantId === undefined || opened.tenantId === tenantId) return true;
  return roles.includes('Partner.AdminAgent') && opened.partnerId === tenantId;
}
