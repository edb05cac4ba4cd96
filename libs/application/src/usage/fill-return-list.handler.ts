import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  type BillingAccount,
  type BillingAccountId,
  Calendar,
  filledReturnList,
  type FilledReturnList,
  lineageOf,
  type ReservationId,
  type ReservationOfOrder,
  type ReturnLine,
  UTILISATION_DAYS,
} from '#ledger-core';
import { billingAccountStream, commandId } from '#event-log';
import { lookedUp, rejectedFor } from '../answers';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { AccountFinder } from '../look-ups/account-finder';
import { tablesBehind } from '../look-ups/tables-at-head';
import { type Outcome } from '../messages/outcome';
import { FillReturnList } from '../messages/usage.messages';
import { type ReservationPlace } from '../ports/account-lookup.port';
import { UsageBook } from '../ports/usage-book.port';

type Input = FillReturnList['input'];
type Places = ReadonlyMap<ReservationId, ReservationPlace>;

/** Fills a return list, account by account; the lines stand in the order asked. */
@QueryHandler(FillReturnList)
export class FillReturnListHandler implements IQueryHandler<FillReturnList> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly finder: AccountFinder,
    private readonly usage: UsageBook,
  ) {}

  async execute({ input }: FillReturnList): Promise<Outcome<readonly ReturnLine[]>> {
    const ids = [...new Set(input.reservations.map(({ reservationId }) => reservationId))];
    const { found: places, isBehind } = await this.finder.ofReservations(ids);
    const unknown = ids.find((id) => !places.has(id));
    if (unknown !== undefined) return notFound(unknown, isBehind);
    const lines = new Map<ReservationId, ReturnLine>();
    let position = 0n;
    for (const [account, reservations] of byAccount(input, places)) {
      const seen = await this.#filled(account, reservations, input);
      if (seen.outcome !== 'previewed') return seen;
      if (seen.result.outcome === 'rejected') return seen.result;
      for (const line of seen.result.lines) lines.set(line.reservationId, line);
      if (seen.position > position) position = seen.position;
    }
    const inOrder = ids.map((id) => lines.get(id)).filter((line) => line !== undefined);
    return lookedUp(inOrder, position);
  }

  #filled(
    account: BillingAccountId,
    reservations: readonly ReservationOfOrder[],
    { mode, caller: principal }: Input,
  ) {
    const place = {
      stream: billingAccountStream(account),
      commandId: commandId('FillReturnList', account),
    };
    return this.accounts.preview<FilledReturnList>(place, async (state, { on }) => {
      const named = reservations.map(({ reservationId }) => reservationId);
      const ids = withAncestors(named, state);
      const from = Calendar.addDays(on, -UTILISATION_DAYS);
      const reported = await this.usage.reportedFor(account, ids, { from, through: on });
      return filledReturnList({ reservations, mode, reported }, state, { on, principal });
    });
  }
}

/** R-RET-2: usage of what a reservation came from is in part its own. */
function withAncestors(
  named: readonly ReservationId[],
  state: BillingAccount,
): readonly ReservationId[] {
  const known = named.filter((id) => state.reservations.has(id));
  return [...new Set(known.flatMap((id) => lineageOf(state, id)))];
}

function notFound(
  reservation: ReservationId,
  isBehind: boolean,
): ReturnType<typeof tablesBehind> | ReturnType<typeof rejectedFor> {
  return isBehind
    ? tablesBehind()
    : rejectedFor({ code: 'ReservationUnknown', reservationId: reservation });
}

/** The reservations of each account, each once, of the order they are said to be of. */
function byAccount(
  { reservations }: Input,
  places: Places,
): ReadonlyMap<BillingAccountId, readonly ReservationOfOrder[]> {
  const found = new Map<BillingAccountId, ReservationOfOrder[]>();
  for (const { reservationId, orderId } of reservations) {
    const place = places.get(reservationId);
    if (place === undefined) continue;
    const listed = found.get(place.billingAccountId) ?? [];
    listed.push({ reservationId, orderId: orderId ?? place.orderId });
    found.set(place.billingAccountId, listed);
  }
  return found;
}
