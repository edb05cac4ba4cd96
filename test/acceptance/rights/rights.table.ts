/** May; may, and sees nothing of the account's; or is answered a status that says nothing but that they may not. */
export type Right = 'ok' | 'none' | 401 | 403 | 404;
export type Row = Readonly<{
  operation: string;
  /** Of whoever has no good token. */
  bad: Right;
  /** By the names of the kinds of principals. */
  rights: ReadonlyMap<string, Right>;
}>;

/**
 * Who may what. A row for every operation, a column for every kind of principal: `bad` has no good token; those of
 * Contoso's account are a stranger of its tenant, somebody of another tenant, a namesake of the Owner there (and of the
 * Owner of an account without a tenant), an Owner, a former Owner, Ledger.Admin and Ledger.Auditor; on the account of
 * Northwind's customer there are the five roles of the partner's agents (R-ACC-2), the agent of another partner, and the
 * customer, who is an Owner. Whoever has a misspelt role is nobody in particular.
 */
const TABLE = `
                                        bad stranger foreign namesake openNamesake owner former admin auditor partner otherPartner customer misspelt
GET    health/live                      ok  ok       ok      ok       ok           ok    ok     ok    ok      ok      ok           ok       ok
GET    health/ready                     ok  ok       ok      ok       ok           ok    ok     ok    ok      ok      ok           ok       ok
GET    metrics                          ok  ok       ok      ok       ok           ok    ok     ok    ok      ok      ok           ok       ok

POST   L/billingAccounts                401 403      403     403      403          403   403    ok    403     403     403          403      403
GET    L/billingAccounts                401 403      403     403      403          403   403    ok    ok      ok      none         403      403
GET    A                                401 403      403     403      403          403   403    ok    ok      ok      404          403      403
POST   A/subscriptions                  401 403      403     403      403          403   403    ok    403     403     403          403      403
POST   A/prepaymentTerms                401 403      403     403      403          403   403    ok    403     403     403          403      403
PUT    A/cardOnFile                     401 403      403     403      403          403   403    ok    403     403     403          403      403
POST   A/payments                       401 403      403     403      403          403   403    ok    403     403     403          403      403
POST   A/usage                          401 403      403     403      403          403   403    ok    403     403     403          403      403
POST   A/programTransfer                401 403      403     403      403          403   403    ok    403     403     403          403      403
GET    A/refundCap                      401 403      403     403      403          403   403    ok    ok      ok      404          403      403
GET    A/prepaymentCredits              401 403      403     403      403          403   403    ok    ok      ok      404          403      403
GET    A/retainedCredit                 401 403      403     403      403          403   403    ok    ok      ok      404          403      403
GET    A/cardRefunds                    401 403      403     403      403          403   403    ok    ok      ok      404          403      403
GET    A/supportRequests                401 403      403     403      403          403   403    ok    ok      ok      404          403      403
PATCH  A/supportRequests/:request       401 403      403     403      403          403   403    ok    403     403     403          403      403
GET    A/documents                      401 403      403     403      403          403   403    ok    ok      ok      404          403      403
GET    A/documents/:number              401 403      403     403      403          403   403    ok    ok      ok      404          403      403
GET    A/documents/:number/payments     401 403      403     403      403          403   403    ok    ok      ok      404          403      403

POST   L/reservationOrders/:order/reservations/:reservation/swap
                                        401 403      403     403      403          ok    403    403   403     403     403          ok       403
GET    L/reservationOrders/:order/owners
                                        401 403      403     403      403          ok    403    ok    ok      ok      403          ok       403
PUT    L/reservationOrders/:order/owners/:principal
                                        401 403      403     403      403          ok    403    403   403     403     403          ok       403
DELETE L/reservationOrders/:order/owners/:principal
                                        401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   L/autofill                       401 403      403     403      403          ok    403    403   403     403     403          ok       403

GET    L/parkedAccounts                 401 403      403     403      403          403   403    ok    ok      403     403          403      403
POST   L/dailyRuns                      401 403      403     403      403          403   403    ok    403     403     403          403      403
GET    L/dailyRuns/current              401 403      403     403      403          403   403    ok    ok      403     403          403      403
GET    L/clock                          401 ok       ok      ok       ok           ok    ok     ok    ok      ok      ok           ok       ok
POST   L/clock                          401 403      403     403      403          403   403    ok    403     403     403          403      403
POST   L/priceLists                     401 403      403     403      403          403   403    ok    403     403     403          403      403
POST   L/policyTerms                    401 403      403     403      403          403   403    ok    403     403     403          403      403
GET    L/policyTerms                    401 403      403     403      403          403   403    ok    ok      403     403          403      403
POST   L/exchangeRates                  401 403      403     403      403          403   403    ok    403     403     403          403      403

GET    C/operations                     401 ok       ok      ok       ok           ok    ok     ok    ok      ok      ok           ok       ok
GET    S/appliedReservations            401 none     403     403      none         ok    none   ok    ok      ok      403          ok       403
GET    S/catalogs                       401 ok       403     403      ok           ok    ok     ok    ok      ok      403          ok       403
POST   C/calculatePrice                 401 ok       403     403      ok           ok    ok     403   403     ok      403          ok       403

GET    C/reservationOrders              401 none     none    none     none         ok    none   ok    ok      ok      none         ok       none
GET    C/reservations                   401 none     none    none     none         ok    none   ok    ok      ok      none         ok       none
GET    O                                401 403      403     403      403          ok    403    ok    ok      ok      403          ok       403
GET    O/reservations                   401 403      403     403      403          ok    403    ok    ok      ok      403          ok       403
GET    R                                401 403      403     403      403          ok    403    ok    ok      ok      403          ok       403
GET    R/revisions                      401 403      403     403      403          ok    403    ok    ok      ok      403          ok       403
POST   R/availableScopes                401 403      403     403      403          ok    403    ok    ok      ok      403          ok       403
GET    O/splitoperationresults/:changeId
                                        401 403      403     403      403          ok    403    ok    ok      ok      403          ok       403
GET    O/mergeoperationresults/:changeId
                                        401 403      403     403      403          ok    403    ok    ok      ok      403          ok       403
GET    C/operationResults/:operationId  401 403      403     403      403          ok    403    403   403     403     403          ok       403

PATCH  R                                401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   R/archive                        401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   R/unarchive                      401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   O/split                          401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   O/merge                          401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   O/calculateRefund                401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   C/calculateExchange              401 403      403     403      403          ok    403    403   403     403     403          ok       403

PUT    O                                401 ok       403     403      ok           ok    ok     403   403     ok      403          ok       403
POST   O/return                         401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   C/exchange                       401 403      403     403      403          ok    403    403   403     403     403          ok       403
POST   O/changeDirectory                401 403      403     403      403          ok    403    403   403     403     403          ok       403
`;

/** What paths begin with. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  L: '/ledger/v1',
  A: '/ledger/v1/billingAccounts/:account',
  C: '/providers/Microsoft.Capacity',
  S: '/subscriptions/:subscriptionId/providers/Microsoft.Capacity',
  O: '/providers/Microsoft.Capacity/reservationOrders/:reservationOrderId',
  R: '/providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations/:reservationId',
};

const RIGHTS: Readonly<Record<string, Right>> = {
  ok: 'ok',
  none: 'none',
  '401': 401,
  '403': 403,
  '404': 404,
};

function rightOf(cell: string | undefined): Right {
  const right = RIGHTS[cell ?? ''];
  if (right === undefined) throw new Error(`The table has a cell ${String(cell)}`);
  return right;
}

/** A line that names an operation alone goes on in the next one. */
function linesOf(table: string): readonly (readonly string[])[] {
  return table
    .replace(/^(\S+ +\S+)\n/gm, '$1 ')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first !== '');
}

function rowsOf(table: string): readonly Row[] {
  const [[, ...kinds] = [], ...lines] = linesOf(table);
  return lines.map(([verb = '', place = '', bad, ...cells]) => {
    if (cells.length !== kinds.length) throw new Error(`${place} has ${cells.length} cells`);
    const [beginning = '', ...rest] = place.split('/');
    const path = [BEGINNINGS[beginning] ?? `/${beginning}`, ...rest].join('/');
    const rights = new Map(kinds.map((kind, column) => [kind, rightOf(cells[column])]));
    return { operation: `${verb} ${path}`, bad: rightOf(bad), rights };
  });
}

export const ROWS = rowsOf(TABLE);
