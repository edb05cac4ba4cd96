import { createHash } from 'node:crypto';
import { LogDigest } from './log-digest';
import { type TransferredEvent } from './transferred-event';

const FIRST: TransferredEvent = {
  ...{ stream: 'billingAccount-"é"', revision: 0n, type: 'OwnerAdded', isJson: true },
  ...{ id: '11111111-1111-4111-8111-111111111111', createdTicks: 1n },
  ...{ data: Buffer.from('{"a":"é"}'), metadata: Buffer.from('{}') },
};
const SECOND: TransferredEvent = {
  ...{ stream: 'orders-1', revision: 12n, type: 'Noted', isJson: false },
  ...{ id: '22222222-2222-4222-8222-222222222222', createdTicks: 2n },
  ...{ data: Buffer.from([0, 255]), metadata: Buffer.alloc(0) },
};
/** Written out: {"a":"é"} takes ten bytes, for é takes two. */
const BYTES = Buffer.concat([
  Buffer.from(
    '["billingAccount-\\"é\\"","0","11111111-1111-4111-8111-111111111111","OwnerAdded",true,10,2]\n',
  ),
  Buffer.from('{"a":"é"}{}'),
  Buffer.from('["orders-1","12","22222222-2222-4222-8222-222222222222","Noted",false,2,0]\n'),
  Buffer.from([0, 255]),
]);

describe('the digest of a log', () => {
  it('is SHA-256 over what its description says, byte by byte', () => {
    const log = new LogDigest();
    log.add(FIRST);
    log.add(SECOND);
    const digest = createHash('sha256').update(BYTES).digest('hex');
    expect(log.summary()).toEqual({ events: 2, streams: 1, bytes: 14, digest });
  });

  it("knows nothing of instants, which are each store's own", () => {
    const [one, other] = [new LogDigest(), new LogDigest()];
    one.add(FIRST);
    other.add({ ...FIRST, createdTicks: 5n });
    expect(one.summary()).toEqual(other.summary());
  });
});
