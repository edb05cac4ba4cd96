import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type BillingAccount,
  type BillingAccountId,
  type ExchangeReservations,
  type PreviewedExchange,
  previewExchange,
} from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { lookedUp, rejectedFor } from '../answers';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideGathered } from '../execution/decide-gathered';
import { type Previewed } from '../execution/execute-command';
import { type Moment } from '../execution/stream-kind';
import { AccountFinder } from '../look-ups/account-finder';
import { tablesBehind } from '../look-ups/tables-at-head';
import { type ApplicationRejection } from '../messages/application-rejection';
import {
  CalculateExchange,
  type ExchangeCalculation,
  type ExchangePolicyRefusal,
  type ExchangeRequest,
  isExchangePolicyRefusal,
} from '../messages/exchange.messages';
import { type Outcome, type Rejected } from '../messages/outcome';
import { ReferenceBooks } from '../ports/reference-books';
import { SessionStore } from '../ports/session-store.port';
import { previewExpiry } from '../sessions/preview-validity';
import { askedBy } from '../sessions/session-asker';
import { askedLines, exchangeCommandId, exchangeOrder, subscriptionsNamed } from './exchange-order';
import { exchangeSessionId, exchangeSessionResult } from './exchange-session';
import { type AskedExchange, gatherExchange } from './gather-exchange';
import { locateReturns } from './locate-returns';
import { refusalOfSize } from './refuse-size';

type Input = CalculateExchange['input'];
type Asking = Pick<Input, 'caller'> &
  Readonly<{
    sessionId: string;
    billingAccountId: BillingAccountId;
    asked: AskedExchange;
    /** Whether other lines are of another account. */
    isOneOfSeveral: boolean;
  }>;

type Calculated = Pick<ExchangeCalculation, 'returns' | 'purchases' | 'amounts' | 'policyRefusals'>;
type Looked = Readonly<{ outcome: 'calculated'; calculated: Calculated }> | Rejected;
type Seen = Readonly<{
  outcome: 'seen';
  billingAccountId: BillingAccountId;
  calculated: Calculated;
  moment: Moment;
  position: bigint;
}>;

const NOT_THERE: readonly ApplicationRejection['code'][] = [
  'ReservationUnknown',
  'ReservationOrderUnknown',
  'ReservationNotInOrder',
];

/** What is bought can be of one account only. */
const OF_ONE_ACCOUNT: readonly ApplicationRejection['code'][] = [
  'ScopeNotOfAccount',
  'PriceCurrencyNotConvertible',
];

/** R-EXC-8: beside lines of other accounts, whether what is bought fits this one decides nothing. */
function isNoAnswer({ rejection }: Rejected, { isOneOfSeveral }: Asking): boolean {
  return isOneOfSeveral && OF_ONE_ACCOUNT.includes(rejection.code);
}

/** Whether it is said of a line that there is no such order or reservation. */
function isNotThere(looked: Exclude<Previewed<never>, { outcome: 'previewed' }>): boolean {
  return looked.outcome === 'rejected' && NOT_THERE.includes(looked.rejection.code);
}

/** Previews an exchange by the judgement that would carry it out. What policy refuses is shown with its amounts. */
@CommandHandler(CalculateExchange)
export class CalculateExchangeHandler implements ICommandHandler<CalculateExchange> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly finder: AccountFinder,
    private readonly books: ReferenceBooks,
    private readonly sessions: SessionStore,
  ) {}

  async execute({ input }: CalculateExchange): Promise<Outcome<ExchangeCalculation>> {
    const { returns, purchases } = input.request;
    const located = await locateReturns(this.finder, returns);
    if (located.outcome !== 'located') return located;
    const accountOf = await this.finder.lookup.ofSubscriptions(subscriptionsNamed(input.request));
    const billed = purchases.map(({ billingSubscriptionId }) => billingSubscriptionId);
    const subscriptionId = billed.find((id) => !accountOf.has(id));
    if (subscriptionId !== undefined)
      return rejectedFor({ code: 'SubscriptionUnknown', subscriptionId });
    const operationId = randomUUID();
    const sessionId = exchangeSessionId(operationId);
    const seen: Seen[] = [];
    for (const [billingAccountId, lines] of located.byAccount) {
      const asked = { returns: lines, purchases, accountOf };
      const looked = await this.#seenIn({
        caller: input.caller,
        sessionId,
        billingAccountId,
        asked,
        isOneOfSeveral: located.byAccount.size > 1,
      });
      if (looked.outcome !== 'seen')
        return located.isBehind && isNotThere(looked) ? tablesBehind() : looked;
      seen.push(looked);
    }
    return this.#kept(input, { operationId, sessionId }, seen);
  }

  /** What the exchange comes to in one account, or why it cannot be asked there. */
  async #seenIn(
    asking: Asking,
  ): Promise<Seen | Exclude<Previewed<never>, { outcome: 'previewed' }>> {
    const { billingAccountId, sessionId } = asking;
    const place = {
      stream: billingAccountStream(billingAccountId),
      commandId: exchangeCommandId(sessionId),
    };
    const previewed = await this.accounts.preview(place, (state, moment) =>
      this.#calculated(asking, state, moment),
    );
    if (previewed.outcome !== 'previewed') return previewed;
    const { result, moment, position } = previewed;
    if (result.outcome === 'rejected') return result;
    return { outcome: 'seen', billingAccountId, calculated: result.calculated, moment, position };
  }

  async #calculated(asking: Asking, state: BillingAccount, moment: Moment): Promise<Looked> {
    const { asked, caller: principal } = asking;
    const gathered = await gatherExchange(this.books, asked, state, { ...moment, principal });
    if (gathered.outcome === 'rejected') return gathered;
    const lines = linesOf(asked, gathered.command);
    const previewed = previewExchange(gathered.command, state, { ...moment, principal });
    const judged = amountsAndRefusals(previewed);
    if (judged.outcome === 'rejected')
      return isNoAnswer(judged, asking)
        ? { outcome: 'calculated', calculated: { ...lines, policyRefusals: [] } }
        : judged;
    if (judged.policyRefusals.length === 0) {
      const decided = decideGathered(gathered, state, { moment, principal, more: () => ({}) });
      if (decided.outcome === 'rejected')
        throw new Error(`Previewed without a refusal, and refused: ${decided.rejection.code}`);
      const order = { ...exchangeOrder({ ...asking, ...lines }), principal };
      const stream = billingAccountStream(asking.billingAccountId);
      const rejection = refusalOfSize({ ...order, stream }, moment, decided);
      if (rejection !== undefined) return rejectedFor(rejection);
    }
    const { amounts, policyRefusals } = judged;
    const calculated = { ...lines, ...(amounts && { amounts }), policyRefusals };
    return { outcome: 'calculated', calculated };
  }

  async #kept(
    { request, caller }: Input,
    ids: Pick<ExchangeCalculation, 'operationId' | 'sessionId'>,
    seen: readonly Seen[],
  ): Promise<Outcome<ExchangeCalculation>> {
    const [first] = seen;
    if (first === undefined) throw new Error('An exchange was located in no account');
    const { billingAccountId, moment, position } = first;
    const calculation: ExchangeCalculation = {
      ...{ ...ids, billingAccountId, on: moment.on },
      ...(seen.length === 1 ? first.calculated : ofSeveralAccounts(request, seen)),
      expiresAt: previewExpiry(moment.at),
    };
    await this.sessions.put({
      id: calculation.sessionId,
      kind: 'Exchange',
      billingAccountId,
      ...askedBy(caller, askedLines(calculation)),
      result: exchangeSessionResult(calculation),
      createdAt: moment.at,
      expiresAt: calculation.expiresAt,
    });
    return lookedUp(calculation, position);
  }
}

/** The lines as they were asked for, with what they left to be found: the order of each, the type of each SKU. */
function linesOf(
  { returns, purchases }: AskedExchange,
  command: ExchangeReservations,
): Pick<Calculated, 'returns' | 'purchases'> {
  return {
    returns: returns.map((line, index) => {
      const orderId = command.returns[index]?.orderId;
      if (orderId === undefined) throw new Error(`${line.reservationId} was gathered nowhere`);
      return { ...line, orderId };
    }),
    purchases: purchases.map((request, index) => {
      const type = command.purchases[index]?.product.resourceType;
      return type === undefined ? request : { ...request, reservedResourceType: type };
    }),
  };
}

type Judged =
  Readonly<{ outcome: 'judged' } & Pick<Calculated, 'amounts' | 'policyRefusals'>> | Rejected;

/** What policy refuses is shown, with its amounts where they can be reckoned; any other refusal is the whole answer. */
function amountsAndRefusals(previewed: PreviewedExchange): Judged {
  if (previewed.outcome === 'previewed') {
    const { amounts, policyRefusals } = previewed;
    return { outcome: 'judged', amounts, policyRefusals: policyRefusals.map(ofPolicy) };
  }
  const { rejection } = previewed;
  if (!isExchangePolicyRefusal(rejection)) return previewed;
  return { outcome: 'judged', policyRefusals: [rejection] };
}

function ofPolicy(rejection: ApplicationRejection): ExchangePolicyRefusal {
  if (isExchangePolicyRefusal(rejection)) return rejection;
  throw new Error(`${rejection.code} is no refusal of policy`);
}

/** R-EXC-8: each account was asked whether its lines may be returned at all; together they may not. */
function ofSeveralAccounts({ returns }: ExchangeRequest, seen: readonly Seen[]): Calculated {
  const located = seen.flatMap(({ calculated }) => calculated.returns);
  const [first] = seen;
  return {
    returns: returns.flatMap(({ reservationId }) =>
      located.filter((line) => line.reservationId === reservationId),
    ),
    purchases: first?.calculated.purchases ?? [],
    policyRefusals: [
      {
        code: 'ReservationsOfSeveralAccounts',
        reservations: returns.map(({ reservationId }) => reservationId),
      },
    ],
  };
}
