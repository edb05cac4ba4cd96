import { committedReference } from './reference-file';

test('the reference is the one of this package', () => {
  expect(committedReference()).toMatchObject({ info: { title: 'Reservation ledger' } });
});
