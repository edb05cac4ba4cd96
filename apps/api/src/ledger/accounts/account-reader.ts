import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BusinessClock, TablesAtHead } from '#application';
import {
  type BillingAccount,
  type BillingAccountId,
  Calendar,
  type Day,
  isPartnerAgentOf,
  partnerOf,
  type Principal,
} from '#ledger-core';
import { type LedgerRole } from '#platform';
import {
  accountById,
  type AccountView,
  type AccountViewer,
  atOneMoment,
  type Reader,
} from '#read-models';
import { HeadOfAccount } from '../../head-of-account';
import { answerOfRejection } from '../../http/rejections/rejection-table';
import { forbidden, notProjectedYet, Refusal } from '../../http/errors/refusal';
import { readsAll } from '../../http/callers/roles.guard';

const MAY_OPEN: LedgerRole = 'Ledger.Admin';

type Read<Answer> = (reader: Reader, account: AccountView) => Promise<Answer>;
type Found<Answer> = Readonly<{ answer: Answer }>;

/** Reads of accounts, all tables at one moment, for those who may read them (R-ACC-2). */
@Injectable()
export class AccountReader {
  constructor(
    private readonly tables: DataSource,
    private readonly clock: BusinessClock,
    private readonly heads: HeadOfAccount,
    private readonly head: TablesAtHead,
  ) {}

  /**
   * What is read of one account. To a partner's agent another's account is as one that is not there.
   * @throws Refusal 404 when there is no such account, 503 when it cannot be read yet, or is parked: its amounts may
   * not be the last.
   */
  of<Answer>(id: BillingAccountId, caller: Principal, read: Read<Answer>): Promise<Answer> {
    return this.evenParked(id, caller, (reader, account) => {
      this.heads.assertReadable(id);
      return read(reader, account);
    });
  }

  /** The same, of an account that is parked as well. */
  async evenParked<Answer>(
    id: BillingAccountId,
    caller: Principal,
    read: Read<Answer>,
  ): Promise<Answer> {
    const once = () =>
      atOneMoment(this.tables, async (reader): Promise<Found<Answer> | undefined> => {
        const account = await accountById(reader, id);
        if (account === undefined || !mayRead(caller, account)) return undefined;
        return { answer: await read(reader, account) };
      });
    const found = readsAll(caller) ? await this.#known(id, once) : await this.#ofAgent(id, once);
    if (found !== undefined) return found.answer;
    throw notThereFor(caller, id);
  }

  /** What is read with the eyes of a caller. */
  async all<Answer>(
    caller: Principal,
    read: (reader: Reader, viewer: AccountViewer) => Promise<Answer>,
  ): Promise<Answer> {
    const viewer = viewerOfAccounts(caller);
    return atOneMoment(this.tables, (reader) => read(reader, viewer));
  }

  /** The day a statement is of: the one asked for, else business today. */
  async dayAsked(on: Day | undefined): Promise<Day> {
    return on ?? Calendar.dayOf(await this.clock.now());
  }

  async #known<Answer>(
    id: BillingAccountId,
    once: () => Promise<Found<Answer> | undefined>,
  ): Promise<Found<Answer> | undefined> {
    const isOpen = ({ opened }: BillingAccount) => opened !== undefined;
    return (await once()) ?? this.heads.readBehind(id, isOpen, once);
  }

  /** The account's own stream is not looked into: what becomes of that would tell that there is one. */
  async #ofAgent<Answer>(
    id: BillingAccountId,
    once: () => Promise<Found<Answer> | undefined>,
  ): Promise<Found<Answer> | undefined> {
    const { found, isBehind } = await this.head.seen(once, (seen) => seen !== undefined);
    if (found === undefined && isBehind)
      throw notProjectedYet(
        `The billing account ${id} cannot be read yet, if it is there; send the same request again.`,
      );
    return found;
  }
}

/** Only who may open an account is told how; to all others one that is not there is as one that is another's. */
export function notThereFor({ roles }: Principal, id: BillingAccountId): Refusal {
  const answered = answerOfRejection({ code: 'BillingAccountUnknown', billingAccountId: id });
  if (roles.includes(MAY_OPEN)) return new Refusal(answered);
  return new Refusal({
    ...answered,
    detail: `There is no billing account ${id} that you may read.`,
  });
}

function mayRead(caller: Principal, account: AccountView): boolean {
  return readsAll(caller) || isPartnerAgentOf(account, caller);
}

function viewerOfAccounts(caller: Principal): AccountViewer {
  if (readsAll(caller)) return { sees: 'all' };
  const partner = partnerOf(caller);
  if (partner !== undefined) return { sees: 'customersOf', partner };
  throw forbidden(`The token of ${caller.id} has no role of those who read accounts.`);
}
