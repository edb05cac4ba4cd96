import { freshDatabase } from '../../../../test/support/fresh-database';
import { becameActive, connect } from './projector-connection';
import { projectorHere } from './projector-session';

describe('what a projector does, as the database sees it', () => {
  it('is nothing before one came and after it went, and tells the one at work from one that stands by', async () => {
    const url = await freshDatabase();
    expect(await projectorHere(url)).toBe('absent');

    const first = await connect(url);
    expect(await projectorHere(url)).toBe('standingBy');
    expect(await becameActive(first)).toBe(true);
    expect(await projectorHere(url)).toBe('projecting');
    await first.end();
    expect(await projectorHere(url)).toBe('absent');
  });

  it('is that of this database, not of another on the server', async () => {
    const [url, other] = [await freshDatabase(), await freshDatabase()];
    const elsewhere = await connect(other);
    expect(await becameActive(elsewhere)).toBe(true);
    expect(await projectorHere(url)).toBe('absent');
    await elsewhere.end();
  });

  it('is not known of a server that nobody reaches', async () => {
    await expect(projectorHere('postgres://ledger:x@127.0.0.1:1/ledger')).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});
