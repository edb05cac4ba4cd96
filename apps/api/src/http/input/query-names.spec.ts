import { queryOf } from './query-names';

describe('the parameters of a query', () => {
  it.each([
    ['$expand=schedule', { $expand: 'schedule' }],
    ['%24EXPAND=schedule', { $expand: 'schedule' }],
    ['Api-Version=2022-11-01&Take=5', { 'api-version': '2022-11-01', take: '5' }],
    [
      'SELECTEDSTATE=Expired&REFRESHSUMMARY=true',
      { selectedState: 'Expired', refreshSummary: 'true' },
    ],
    ['$filter=a%20eq%20%27B%27', { $filter: "a eq 'B'" }],
    ['Unknown=1', { Unknown: '1' }],
    ['take=1&take=2', { take: ['1', '2'] }],
    ['', {}],
  ])('%s', (text, query) => {
    expect(queryOf(text)).toEqual(query);
  });
});
