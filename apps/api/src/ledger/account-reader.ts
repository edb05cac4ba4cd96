import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BusinessClock } from '#application';
import { type BillingAccount, type BillingAccountId, Calendar, type Day } from '#ledger-core';
import { accountById, type AccountView, atOneMoment, type Reader } from '#read-models';
import { HeadOfAccount } from '../head-of-account';
import { answerOfRejection } from '../http/rejection-table';
import { Refusal } from '../http/refusal';

/** Reads of one account, all tables at one moment. */
@Injectable()
export class AccountReader {
  constructor(
    private readonly tables: DataSource,
    private readonly clock: BusinessClock,
    private readonly heads: HeadOfAccount,
  ) {}

  /** @throws Refusal 404 when there is no such account, 503 when it cannot be read yet. */
  async of<Answer>(
    id: BillingAccountId,
    read: (reader: Reader, account: AccountView) => Promise<Answer>,
  ): Promise<Answer> {
    const once = () =>
      atOneMoment(this.tables, async (reader) => {
        const account = await accountById(reader, id);
        return account === undefined ? undefined : { answer: await read(reader, account) };
      });
    const isOpen = ({ opened }: BillingAccount) => opened !== undefined;
    const found = (await once()) ?? (await this.heads.readBehind(id, isOpen, once));
    if (found !== undefined) return found.answer;
    const rejection = { code: 'BillingAccountUnknown', billingAccountId: id } as const;
    throw new Refusal(answerOfRejection(rejection));
  }

  /** The day a statement is of: the one asked for, else business today. */
  async dayAsked(on: Day | undefined): Promise<Day> {
    return on ?? Calendar.dayOf(await this.clock.now());
  }
}
