import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountLookup } from '#application';
import { isPartnerAgentOf, type Principal, type SubscriptionId } from '#ledger-core';
import { accountById, type AccountView } from '#read-models';
import { answerOfRejection } from '../../http/rejections/rejection-table';
import { Refusal } from '../../http/errors/refusal';
import { readsAll } from '../../http/callers/roles.guard';

/** Who may ask what a subscription can use: whoever may buy for it, Admin and Auditor. */
@Injectable()
export class SubscriptionAccess {
  constructor(
    private readonly tables: DataSource,
    private readonly lookup: AccountLookup,
  ) {}

  /** The account of a subscription. @throws Refusal 400 for one that no account has, 403 for another tenant's. */
  async accountOf(subscriptionId: SubscriptionId, caller: Principal): Promise<AccountView> {
    const id = await this.lookup.ofSubscription(subscriptionId);
    const account = id && (await accountById(this.tables, id));
    if (account === undefined)
      throw new Refusal({
        ...answerOfRejection({ code: 'SubscriptionUnknown', subscriptionId }),
        field: 'subscriptionId',
      });
    const { tenantId } = account;
    const isOpen = tenantId === undefined || tenantId === caller.tenantId;
    if (isOpen || isPartnerAgentOf(account, caller) || readsAll(caller)) return account;
    throw new Refusal(answerOfRejection({ code: 'PrincipalOfAnotherTenant' }));
  }
}
