import { NoStoreAddress, clientAt, isSameAddress } from './store-address';

function refusalOf(address: string): string {
  try {
    clientAt(address);
  } catch (error) {
    if (error instanceof NoStoreAddress) return error.message;
  }
  throw new Error('Not refused');
}

describe('the address of an event store', () => {
  it.each([
    ['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1:2113'],
    ['esdb://127.0.0.1:2113/?tls=false', 'esdb://127.0.0.1:2113'],
    ['esdb://admin:s3cret@events.example:2113', 'esdb://events.example:2113'],
    ['esdb://admin:p%40ss%3A@a:1,b:2,c:3?nodePreference=leader', 'esdb://a:1,b:2,c:3'],
    ['esdb+discover://u:p@cluster.example?tls=true', 'esdb+discover://cluster.example'],
  ])('%s is shown as %s', (address, shown) => {
    expect(clientAt(address).name).toBe(shown);
  });

  it.each([
    'http://127.0.0.1:2113',
    '127.0.0.1:2113',
    '',
    'esdb://',
    'esdb://admin:s3cret@@host:2113',
    'esdb://admin:s3/cret@host:2113:x',
    'esdb://admin:s3cret@host:2113?tls=perhaps',
    'esdb://admin:s3cret@host:2113?unheardOf=1',
    'esdb://admin:s3cret@host:2113?tlsVerifyCert=false',
    'esdb://admin:s3cret@host:port',
    'esdb://admin:s3cret@host:2113?tlsCAFile=/nowhere/ca.pem',
  ])('%s is none, and nothing secret is said of it', (address) => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    expect(refusalOf(address)).not.toMatch(/s3|cret/);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe('two addresses', () => {
  it.each([
    ['esdb://127.0.0.1:2113?tls=false', 'esdb://admin:s3cret@localhost:2113', true],
    ['esdb://events.example:2113', 'esdb+discover://EVENTS.example:2113/?tls=true', true],
    ['esdb://a:1,b:2', 'esdb://b:2,a:1', true],
    ['esdb://a:1', 'esdb://a:2', false],
    ['esdb://a:1', 'esdb://a:1,b:2', false],
  ])('%s and %s: one event store is %s', (one, other, same) => {
    expect(isSameAddress(one, other)).toBe(same);
  });
});
