import { principalId, tenantId } from './ids';

const GUID = 'AAAAAAAA-0000-4000-8000-00000000000F';

test.each([
  ['a principal', principalId],
  ['a tenant', tenantId],
])('%s that is a GUID is the same in any case, and any other text as it stands', (_, minted) => {
  expect(minted(GUID)).toBe(GUID.toLowerCase());
  expect(minted('Alice@Contoso.example')).toBe('Alice@Contoso.example');
  expect(() => minted('with blank')).toThrow(RangeError);
});
