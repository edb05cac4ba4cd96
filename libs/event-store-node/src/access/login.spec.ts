import { Metadata } from '@grpc/grpc-js';
import { EVERYBODY, onlyFor } from './login';

const metadata = (header?: string) => {
  const made = new Metadata();
  if (header !== undefined) made.set('authorization', header);
  return made;
};
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a login', () => {
  const admits = onlyFor({ user: 'ledger', password: 'päss: word' });

  it.each([basic('ledger:päss: word'), basic('ledger:päss: word').replace('Basic', 'basic')])(
    'lets in who knows it: %s',
    (header) => {
      expect(admits(metadata(header))).toBeUndefined();
    },
  );

  it.each([
    ['another password', basic('ledger:pass: word')],
    ['more than the password', basic('ledger:päss: word ')],
    ['another user', basic('Ledger:päss: word')],
    ['a password alone', basic('päss: word')],
    ['nothing after the scheme', 'Basic '],
    ['what is no base64', 'Basic ***'],
    ['another scheme', basic('ledger:päss: word').replace('Basic', 'Bearer')],
  ])('refuses %s as wrong', (_, header) => {
    expect(admits(metadata(header))).toMatchObject({ code: 16 });
  });

  it('refuses nobody as one without access', () => {
    expect(admits(metadata())).toMatchObject({
      ...{ code: 7, trailers: { exception: 'access-denied' } },
    });
  });
});

test('a node without a login lets everybody in', () => {
  expect(EVERYBODY(metadata(basic('any:body')))).toBeUndefined();
});
