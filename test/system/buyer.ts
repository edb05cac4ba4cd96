import { z } from 'zod';
import { type Chance, chanceOf, guidOf } from './chance';
import { type CommandFate, type CommandKind, type Journal } from './journal';
import { type Answered, type Asked, type PersistentCaller } from './persistent-caller';

const API = '?api-version=2022-11-01';
const ORDERS = '/providers/Microsoft.Capacity/reservationOrders';
const QUANTITY_MAX = 4;
const ACCEPTED_MAX = 299;
/** Of sessions, so that a lost one is told from one that business time has outrun. */
const LOST = /no quote has the id|There is no session/;

const QUOTE = z.object({ properties: z.object({ reservationOrderId: z.string() }) });
const ORDER = z.object({
  properties: z.object({ reservations: z.array(z.object({ id: z.string() })).length(1) }),
});
const REFUND = z.object({
  id: z.string(),
  properties: z.object({
    sessionId: z.string(),
    policyResult: z.object({
      properties: z.object({ policyErrors: z.array(z.object({ code: z.string() })) }),
    }),
  }),
});
const MONEY = z.object({ currency: z.string(), amount: z.string() });
const PAPERS = z.object({
  value: z.array(z.object({ number: z.string(), amountDue: MONEY })),
});
const PAYMENT = z.object({ paymentId: z.string() });
const REFUSAL = z.union([
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
  z.object({ code: z.string(), detail: z.string() }),
]);

type Bought = Readonly<{ orderId: string; reservationId: string; quantity: number }>;
type Command = Readonly<{
  kind: CommandKind;
  operationId: string;
  asked: Asked;
  /** The id that an answer names. */
  result: (body: unknown) => string;
}>;

/** One customer's tool: it quotes, buys, pays, returns, and sends again whatever got no answer. */
export class Buyer {
  readonly #chance: Chance;
  readonly #principal: string;
  readonly #owned: Bought[] = [];
  readonly #done: Command[] = [];

  constructor(
    private readonly settings: Readonly<{ caller: PersistentCaller; journal: Journal }>,
    seed: number,
    name: string,
  ) {
    this.#chance = chanceOf(seed, name);
    this.#principal = `${name}@contoso.example`;
  }

  /** Opens an account and links a subscription to it, which is named after it. */
  async opens(account: string): Promise<void> {
    const payment = { method: 'invoice' };
    const agreementType = 'MicrosoftCustomerAgreement';
    const particulars = { agreementType, currency: 'USD', displayName: account, payment };
    await this.#commit({
      kind: 'OpenBillingAccount',
      operationId: account,
      asked: post('/ledger/v1/billingAccounts', { id: account, ...particulars }),
      result: () => account,
    });
    const subscriptionId = guidOf(account);
    await this.#commit({
      kind: 'LinkSubscription',
      operationId: subscriptionId,
      asked: post(`/ledger/v1/billingAccounts/${account}/subscriptions`, {
        ...{ subscriptionId, displayName: account },
      }),
      result: () => subscriptionId,
    });
  }

  /** One thing that a customer does, of those that the seed mixes. */
  async acts(account: string): Promise<void> {
    const dice = this.#chance.between(1, 20);
    if (dice <= 10) await this.#buys(account);
    else if (dice <= 15) await this.#returns();
    else if (dice <= 18) await this.#pays(account);
    else await this.#repeats();
  }

  async #buys(account: string): Promise<void> {
    const quantity = this.#chance.between(1, QUANTITY_MAX);
    const body = {
      sku: { name: this.#chance.oneOf(['Standard_D2s_v3', 'Standard_D4s_v3']) },
      location: 'westeurope',
      properties: {
        reservedResourceType: 'VirtualMachines',
        billingScopeId: `/subscriptions/${guidOf(account)}`,
        term: this.#chance.oneOf(['P1Y', 'P3Y']),
        billingPlan: this.#chance.oneOf(['Upfront', 'Monthly']),
        ...{ quantity, displayName: 'burst', appliedScopeType: 'Shared', renew: false },
      },
    };
    const quoted = await this.#ask(
      post(`/providers/Microsoft.Capacity/calculatePrice${API}`, body),
    );
    if (quoted.status > ACCEPTED_MAX) {
      this.#refusalOf('CalculatePrice', account, quoted);
      return;
    }
    const { reservationOrderId: orderId } = QUOTE.parse(quoted.body).properties;
    const command: Command = {
      kind: 'PurchaseReservation',
      operationId: orderId,
      asked: { method: 'PUT', path: `${ORDERS}/${orderId}${API}`, body },
      result: (answer) => lastPart(ORDER.parse(answer).properties.reservations[0]?.id),
    };
    // A client with a short patience sends the same purchase again while the first is under way.
    const twice = this.#chance.onceIn(8) ? [this.#commit(command)] : [];
    const [fate] = await Promise.all([this.#commit(command), ...twice]);
    if (fate.fate === 'acknowledged')
      this.#owned.push({ orderId, reservationId: fate.result, quantity });
  }

  async #returns(): Promise<void> {
    const place = this.#chance.between(0, this.#owned.length);
    const [bought] = this.#owned.splice(place, 1);
    if (bought === undefined) return;
    const { orderId, reservationId } = bought;
    const quantity = this.#chance.between(1, bought.quantity);
    const reservation = `${ORDERS}/${orderId}/reservations/${reservationId}`;
    const named = {
      scope: 'Reservation',
      reservationToReturn: { reservationId: reservation, quantity },
    };
    const path = `${ORDERS}/${orderId}/calculateRefund${API}`;
    const calculated = await this.#ask(post(path, { id: orderId, properties: named }));
    if (calculated.status > ACCEPTED_MAX) {
      this.#refusalOf('CalculateRefund', orderId, calculated);
      return;
    }
    const { sessionId, policyResult } = REFUND.parse(calculated.body).properties;
    if (policyResult.properties.policyErrors.length > 0) return;
    await this.#commit({
      kind: 'RefundReservation',
      operationId: sessionId,
      asked: post(`${ORDERS}/${orderId}/return${API}`, {
        properties: { sessionId, returnReason: 'burst', ...named },
      }),
      result: (answer) => lastPart(REFUND.parse(answer).id),
    });
  }

  async #pays(account: string): Promise<void> {
    const papers = `/ledger/v1/billingAccounts/${account}/documents`;
    const due = await this.#ask({ method: 'GET', path: `${papers}?status=Due` });
    const [first, ...others] = PAPERS.parse(due.body).value;
    if (first === undefined) return;
    const paper = this.#chance.oneOf([first, ...others]);
    const key = this.#chance.guid();
    const inPart = { currency: 'USD', amount: '75.00' };
    await this.#commit({
      kind: 'RecordPayment',
      operationId: key,
      asked: {
        ...post(`/ledger/v1/billingAccounts/${account}/payments`, {
          invoiceNumber: paper.number,
          amount: this.#chance.oneOf([paper.amountDue, inPart]),
          ...{ paidOn: '2026-01-10', reference: `transfer ${key}` },
        }),
        headers: { 'idempotency-key': key },
      },
      result: (answer) => PAYMENT.parse(answer).paymentId,
    });
  }

  /** A command that was acknowledged, perhaps before processes were killed, once more: it must be answered the same. */
  async #repeats(): Promise<void> {
    const command = this.#done[this.#chance.between(0, this.#done.length)];
    if (command !== undefined) await this.#commit(command);
  }

  async #commit(command: Command): Promise<CommandFate> {
    const { kind, operationId, asked, result } = command;
    const { journal } = this.settings;
    const isRepeated = this.#done.includes(command);
    if (!isRepeated) journal.setsOut(kind, operationId);
    const answered = await this.#ask(asked);
    const { status, body, position, sentAt } = answered;
    const fate: CommandFate =
      status <= ACCEPTED_MAX
        ? { fate: 'acknowledged', result: result(body), position }
        : { fate: 'refused', status, why: this.#refusalOf(kind, operationId, answered) };
    journal.answered(kind, operationId, fate, sentAt);
    if (fate.fate === 'acknowledged' && !isRepeated) this.#done.push(command);
    return fate;
  }

  #ask(asked: Asked): Promise<Answered> {
    return this.settings.caller.send(this.#principal, asked, this.#chance);
  }

  #refusalOf(what: string, id: string, { status, body }: Answered): string {
    const refused = REFUSAL.safeParse(body).data;
    const { code, text } =
      refused === undefined
        ? { code: 'no code', text: JSON.stringify(body) }
        : 'error' in refused
          ? { code: refused.error.code, text: refused.error.message }
          : { code: refused.code, text: refused.detail };
    const isForeseen = EXPECTED.includes(code) && !LOST.test(text);
    if (!isForeseen) this.settings.journal.fault(`${what} ${id}: ${status} ${code}: ${text}`);
    return code;
  }
}

/**
 * What a day that passed in between, or the yearly cap, makes of a request: a session that has expired or whose
 * amounts have changed, a cap that is used up, a reservation that has run out.
 */
const EXPECTED = ['BadRequest', 'RefundLimitExceeded', 'OperationCannotBePerformedInCurrentState'];

function post(path: string, body: unknown): Asked {
  return { method: 'POST', path, body };
}

function lastPart(id: string | undefined): string {
  return id?.split('/').at(-1) ?? '';
}
