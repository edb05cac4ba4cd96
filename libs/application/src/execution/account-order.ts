import { type AccountDraft, type BillingEvent } from '#ledger-core';
import { type Decided, type Order } from './stream-kind';

/** One command to a billing account, and what it comes to. */
export type AccountOrder = Order<AccountDraft, BillingEvent>;
export type AccountDecided = Decided<BillingEvent>;
