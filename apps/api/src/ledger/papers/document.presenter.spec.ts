import { VOIDED_INVOICE } from '../../../test/samples';
import { presentDocument } from './document.presenter';

describe('a paper', () => {
  it('is shown field by field as it stands', () => {
    expect(presentDocument(VOIDED_INVOICE)).toEqual(VOIDED_INVOICE);
  });

  it('keeps to itself what is not of the contract', () => {
    const withMore = { ...VOIDED_INVOICE, sequence: 1, billingAccountId: 'contoso' };
    expect(presentDocument(withMore)).toEqual(VOIDED_INVOICE);
  });
});
