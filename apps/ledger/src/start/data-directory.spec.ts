import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimRoles, tryClaimRoles } from './data-directory';
import { ROLES } from './role';

describe('the roles of a data directory', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-claim-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const held = async (...roles: Parameters<typeof tryClaimRoles>[1]) => {
    const claim = await tryClaimRoles(directory, roles, 'ledger start');
    if (claim.kind === 'taken') throw new Error(claim.holder);
    return claim.lock;
  };

  it('are claimed all or none', async () => {
    const one = await held('projector');
    expect((await tryClaimRoles(directory, ROLES, 'another')).kind).toBe('taken');
    const rest = await held('postgres', 'event-store-node');
    await one.release();
    await rest.release();
    await (await held(...ROLES)).release();
  });

  it('leave room for many of the api', async () => {
    const [one, other] = [await held('api'), await held('api')];
    await one.release();
    await other.release();
  });

  it('are waited for while their holder ends', async () => {
    const lock = await held(...ROLES);
    const said: string[] = [];
    const waiting = claimRoles(directory, ROLES, {
      holder: 'another',
      say: (text) => {
        said.push(text);
        void lock.release();
      },
    });
    await (await waiting).release();
    expect(said).toEqual([
      `${directory} is in use by ledger start (pid ${process.pid}); waiting for its end …`,
    ]);
  });

  it('cannot be claimed where no directory can be made', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    await expect(tryClaimRoles(join(file, 'below'), ROLES, 'x')).rejects.toThrow(
      /cannot be made .*--data-dir/,
    );
  });
});
