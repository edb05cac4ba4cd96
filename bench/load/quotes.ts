import { Client } from 'pg';
import { type BuyingAccount } from './accounts';

/** The fewest that are made at once: a slice must not run out of them. */
const QUOTES_MIN = 500;
const SPARE = 2;

type Ready = Readonly<{ account: BuyingAccount; orderId: string }>;

/**
 * Quotes made before they are used: copies of the session that calculatePrice wrote for each account, since quoting
 * costs about as much as buying and is not what is measured.
 */
export class Quotes {
  readonly #ready: Ready[] = [];
  #fastest = 0;

  private constructor(
    private readonly client: Client,
    private readonly accounts: readonly BuyingAccount[],
  ) {}

  static async open(databaseUrl: string, accounts: readonly BuyingAccount[]): Promise<Quotes> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    // A server that is stopped is told of by the query that fails.
    client.on('error', () => undefined);
    return new Quotes(client, accounts);
  }

  /** Makes enough for a slice at twice the rate seen so far, spread evenly over the accounts. */
  async prepare(seconds: number): Promise<void> {
    const wanted = Math.max(QUOTES_MIN, this.#fastest * seconds) * SPARE;
    const rounds = Math.ceil((wanted - this.#ready.length) / this.accounts.length);
    if (rounds <= 0) return;
    const { rows } = await this.client.query<{ id: string; from: number; n: number }>(
      `with made as (
         select gen_random_uuid() as id, of.place::int as "from", n, s.kind, s.billing_account_id, s.principal_id,
           s.request, s.result
         from unnest($1::uuid[]) with ordinality as of (id, place)
         join session s on s.id = of.id, generate_series(1, $2) as n),
       written as (
         insert into session (id, kind, billing_account_id, order_id, principal_id, request, result, created_at, expires_at)
         select id, kind, billing_account_id, id, principal_id, request, result, now(), now() + interval '1 hour' from made)
       select id, "from", n from made order by n, "from"`,
      [this.accounts.map(({ quote }) => quote), rounds],
    );
    for (const { id, from } of rows) {
      const account = this.accounts[from - 1];
      if (account !== undefined) this.#ready.unshift({ account, orderId: id });
    }
  }

  /** @throws Error when they have run out. */
  next(): Ready {
    const ready = this.#ready.pop();
    if (ready === undefined)
      throw new Error('Out of quotes: the slice went faster than any before');
    return ready;
  }

  /** Remembers how fast they go. */
  noteRate(perSecond: number): void {
    this.#fastest = Math.max(this.#fastest, perSecond);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
