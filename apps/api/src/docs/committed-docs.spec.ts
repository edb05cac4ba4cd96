import { committedPolicyRules, committedReference } from './committed-docs';

test('the reference is the one of this package', () => {
  expect(committedReference()).toMatchObject({ info: { title: 'Reservation ledger' } });
});

test('the page of the rules has the rules', () => {
  expect(committedPolicyRules()).toMatch(/^#### R-CAP-2$/m);
});
