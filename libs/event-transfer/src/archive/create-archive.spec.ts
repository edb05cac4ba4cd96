import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventPages } from '../transferred-event';
import { createArchive } from './create-archive';
import { checkedArchiveFile } from './open-archive';

async function* pagesOf(): EventPages {
  yield await Promise.resolve([
    {
      ...{ stream: 'billingAccount-1', revision: 0n, type: 'Noted', isJson: true },
      ...{ id: '11111111-1111-4111-8111-111111111111', createdTicks: 1n },
      ...{ data: Buffer.from('{}'), metadata: Buffer.from('{}') },
    },
  ]);
}

describe('an archive on the disk', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'ledger-archive-'))));
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** Writes one that is aborted in one of its moments, and says what stands there at once then. */
  const abortedWhen = async (moment: 'onWritten' | 'onPlaced') => {
    const abortion = new AbortController();
    let atOnce: readonly string[] = [];
    const abort = (): void => {
      abortion.abort();
      atOnce = readdirSync(directory);
    };
    const header = { made: '2021-01-15T12:00:00.000Z', release: '1.2.3', from: 'a test' };
    const nothing = (): void => undefined;
    const made = createArchive(join(directory, 'log.gz'), {
      contents: { header, pages: pagesOf() },
      ...{ onWritten: nothing, onPlaced: nothing, saw: nothing, signal: abortion.signal },
      [moment]: abort,
    });
    const outcome = await made.then(
      ({ footer }) => footer.events,
      () => 'failed',
    );
    return { outcome, atOnce };
  };

  it('leaves nothing, at once, when it is aborted before it has its name', async () => {
    expect(await abortedWhen('onWritten')).toEqual({ outcome: 'failed', atOnce: [] });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('stands there whole when it is aborted after it has its name', async () => {
    const { outcome, atOnce } = await abortedWhen('onPlaced');
    expect([outcome, atOnce.includes('log.gz')]).toEqual([1, true]);
    expect(readdirSync(directory)).toEqual(['log.gz']);
    const path = join(directory, 'log.gz');
    expect(existsSync(path)).toBe(true);
    expect(await checkedArchiveFile(path, () => undefined)).toMatchObject({
      footer: { events: 1 },
    });
  });
});
