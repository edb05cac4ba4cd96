import {
  AccountExecutor,
  type BusinessClock,
  ComingCredit,
  PostgresExchangeRateBook,
  PostgresPolicyTermsBook,
  PostgresProgramTransfers,
  PostgresUsageBook,
  Projection,
  ReferenceBooks,
  TestBusinessClock,
} from '#application';
import {
  type BillingAccountId,
  billingAccountId,
  type BillingCommand,
  Calendar,
  decide,
  listPriceOf,
  Money,
  type Principal,
  principalId,
  reservationOrderId,
  type SubscriptionId,
  subscriptionId,
  tenantId,
} from '#ledger-core';
import { billingAccountStream, commandId, type EventLog } from '#event-log';
import { tenantOf } from '#platform';
import { PostgresPriceBook } from '#price-list';
import { openReadModels } from '#read-models';
import { guidOf } from '../../support/account-story';

export const BUYER = 'buyer@contoso.example';
const PRINCIPAL: Principal = {
  id: principalId(BUYER),
  tenantId: tenantId(tenantOf(BUYER)),
  roles: ['Ledger.Admin'],
};
const ACCOUNTS_AT_ONCE = 16;

/** Nothing is waited for: what is seeded needs no table. */
class NoWait extends Projection {
  override waitFor(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

export type Seeded = Readonly<{ orderId: string; reservationId: string }>;

/** Writes accounts with real operations: decided by the core and appended by the command path, without HTTP and quotes. */
export class Seeder {
  private constructor(
    private readonly accounts: AccountExecutor,
    readonly close: () => Promise<void>,
  ) {}

  /** Through the command path of somebody else, by whose clock it is. */
  static on(accounts: AccountExecutor): Seeder {
    return new Seeder(accounts, () => Promise.resolve());
  }

  static async open(databaseUrl: string, log: EventLog, at: string): Promise<Seeder> {
    const tables = await openReadModels(databaseUrl);
    const clock: BusinessClock = await TestBusinessClock.open(tables, Calendar.instant(at));
    const books = new ReferenceBooks(
      new PostgresPriceBook(tables),
      new PostgresUsageBook(tables),
      new PostgresExchangeRateBook(tables),
      new PostgresPolicyTermsBook(tables),
    );
    const coming = new ComingCredit(new PostgresProgramTransfers(tables), new NoWait(), clock);
    return new Seeder(new AccountExecutor(log, clock, books, { coming }), () => tables.destroy());
  }

  /** Accounts that pay by invoice, each with one monthly reservation bought on the day of the seed. */
  async accountsOfOne(ids: readonly string[]): Promise<void> {
    const left = ids.values();
    const worker = async (): Promise<void> => {
      for (const id of left) {
        const account = billingAccountId(id);
        await this.#open(account);
        await this.buy(account, id, subscriptionId(guidOf(`subscription ${id}`)));
      }
    };
    await Promise.all(Array.from({ length: ACCOUNTS_AT_ONCE }, worker));
  }

  async #open(id: BillingAccountId): Promise<void> {
    await this.#do(id, `open ${id}`, {
      type: 'OpenBillingAccount',
      billingAccountId: id,
      agreementType: 'MicrosoftCustomerAgreement',
      currency: Money.USD,
      displayName: id,
      payment: { method: 'invoice' },
    });
  }

  /** A monthly reservation of 12 × 10.00. */
  async buy(
    account: BillingAccountId,
    name: string,
    subscription: SubscriptionId,
  ): Promise<Seeded> {
    const orderId = reservationOrderId(guidOf(`order ${name}`));
    const answer = await this.#do(account, orderId, {
      type: 'PurchaseReservation',
      orderId,
      accountOf: new Map([[subscription, account]]),
      quote: { principal: PRINCIPAL.id, expiresAt: Calendar.instant('2100-01-01T00:00:00Z') },
      product: {
        resourceType: 'VirtualMachines',
        skuName: 'Standard_D2s_v3',
        region: 'westus',
        term: 'P1Y',
      },
      quantity: 1,
      billingPlan: 'Monthly',
      listPrice: listPriceOf({
        rowId: guidOf('row of the seed'),
        listed: '120',
        currency: Money.USD,
        effectiveFrom: Calendar.day('2019-01-01'),
      }),
      displayName: 'Seeded',
      billingSubscriptionId: subscription,
      appliedScope: { type: 'Shared', scopes: [] },
      instanceFlexibility: 'On',
      renew: false,
    });
    return { orderId, reservationId: String(answer['reservationId']) };
  }

  async #do(
    account: BillingAccountId,
    operationId: string,
    command: BillingCommand & { type: 'OpenBillingAccount' | 'PurchaseReservation' },
  ): Promise<Readonly<Record<string, unknown>>> {
    const outcome = await this.accounts.execute({
      stream: billingAccountStream(account),
      kind: command.type,
      operationId,
      commandId: commandId('Seed', operationId),
      target: operationId,
      request: {},
      principal: PRINCIPAL,
      reused: { code: 'KeyReused' },
      decide: (state, moment) => {
        const decision = decide(command, state, { ...moment, principal: PRINCIPAL });
        return Promise.resolve(
          decision.outcome === 'rejected'
            ? decision
            : { ...decision, inputs: { termsVersion: moment.terms.version } },
        );
      },
    });
    if (outcome.outcome !== 'done') throw new Error(`${operationId}: ${JSON.stringify(outcome)}`);
    return outcome.answer;
  }
}
