import { Calendar } from '#ledger-core';
import { Refusal } from '../../http/errors/refusal';
import { reservationListing } from './reservation-list.request';

const TODAY = Calendar.day('2021-03-03');
const listing = (query: object) => reservationListing(query, TODAY);
const condition = (filter: string) => listing({ $filter: filter }).filter;

function refusalOf(query: object): unknown {
  try {
    return listing(query);
  } catch (error) {
    return error instanceof Refusal ? error.answered : error;
  }
}

describe('what a list of reservations asks for', () => {
  it('is the first fifty of all when nothing is said', () => {
    expect(listing({ 'api-version': '2022-11-01' })).toEqual({ today: TODAY, skip: 0, take: 50 });
  });

  it('is read from every parameter, in whatever case words are written', () => {
    const query = {
      $filter: "properties/term eq 'p1y'",
      $orderby: 'properties/displayName DESC',
      refreshSummary: 'True',
      $skiptoken: '50',
      selectedState: 'cancelled',
      take: '7',
    };
    expect(listing(query)).toEqual({
      today: TODAY,
      filter: { join: 'none', condition: { field: 'term', value: 'P1Y' } },
      sortBy: { field: 'displayName', descending: true },
      displayState: 'Cancelled',
      skip: 50,
      take: 7,
    });
  });

  it.each([
    ['499', 499],
    ['500', 500],
    ['501', 500],
  ])('takes at most five hundred at a time: %s', (take, taken) => {
    expect(listing({ take }).take).toBe(taken);
  });

  it.each<readonly [string, string, string | number | boolean]>([
    ["sku/name eq 'Standard_D1'", 'skuName', 'Standard_D1'],
    ["properties/appliedScopeType eq 'single'", 'appliedScopeType', 'Single'],
    ['properties/archived eq FALSE', 'archived', false],
    ["properties/archived eq 'true'", 'archived', true],
    ["displayName eq 'A''s'", 'displayName', "A's"],
    ["displayProvisioningState eq 'Expiring'", 'displayProvisioningState', 'Expiring'],
    [
      'effectiveDateTime eq 2021-01-15T09:00:00.5+01:00',
      'effectiveDateTime',
      '2021-01-15T08:00:00.500Z',
    ],
    ["expiryDate eq '2022-01-15'", 'expiryDate', '2022-01-15'],
    ['expiryDateTime eq 2022-01-15T00:00:00Z', 'expiryDateTime', '2022-01-15T00:00:00.000Z'],
    ["provisioningState eq 'BillingFailed'", 'provisioningState', 'BillingFailed'],
    ['quantity eq 3', 'quantity', 3],
    ['renew eq true', 'renew', true],
    ["reservedResourceType eq 'virtualmachines'", 'reservedResourceType', 'VirtualMachines'],
    [
      "userFriendlyAppliedScopeType eq 'ResourceGroup'",
      'userFriendlyAppliedScopeType',
      'ResourceGroup',
    ],
    ["userFriendlyRenewState eq 'NotRenewed'", 'userFriendlyRenewState', 'NotRenewed'],
  ])('filters by %s', (text, field, value) => {
    expect(condition(text)).toEqual({ join: 'none', condition: { field, value } });
  });

  it.each([
    [{ $filter: "term eq 'P9Y'" }, '$filter', 'one of P1Y, P3Y, P5Y'],
    [{ $filter: 'archived eq 1' }, '$filter', 'true or false'],
    [{ $filter: 'quantity eq 1.5' }, '$filter', 'a whole number'],
    [{ $filter: 'displayName eq bare' }, '$filter', 'text in single quotes'],
    [{ $filter: "expiryDate eq '2022-02-30'" }, '$filter', 'a day such as'],
    [{ $filter: "expiryDateTime eq '2022-02-03'" }, '$filter', 'an instant such as'],
    [{ $filter: "colour eq 'red'" }, '$filter', 'sku/name, properties/appliedScopeType'],
    [{ $filter: "term gt 'P1Y'" }, '$filter', 'property eq value'],
    [{ $filter: "displayName eq '\u0000'" }, '$filter', ''],
    [{ $orderby: 'colour' }, '$orderby', 'sku/name'],
    [{ $orderby: 'term sideways' }, '$orderby', 'asc or desc'],
    [{ $orderby: 'term asc, renew' }, '$orderby', 'one property'],
    [{ selectedState: 'Poem' }, 'selectedState', 'NoBenefit'],
    [{ refreshSummary: 'maybe' }, 'refreshSummary', 'true nor false'],
    [{ $skiptoken: '-1' }, '$skiptoken', 'from 0'],
    [{ $skiptoken: 'abc' }, '$skiptoken', 'whole number'],
    [{ take: '0' }, 'take', 'from 1'],
    [{ take: '-1' }, 'take', 'from 1'],
    [{ take: '1.5' }, 'take', 'whole number'],
    [{ take: ['1', '2'] }, 'take', 'more than once'],
  ])('%j is refused and names %s', (query, field, accepted) => {
    const detail: unknown = expect.stringContaining(accepted);
    expect(refusalOf(query)).toMatchObject({ status: 400, code: 'BadRequest', field, detail });
  });
});
