import { type AzureReservationAPI } from '@azure/arm-reservations';
import { type DemoPrice } from './demo-prices';
import { type Until } from './director';
import { type LedgerCaller } from './ledger-caller';
import { type Entry, type Script } from './script';

/** The two documents, by the names they have here. */
export const DOCUMENTS = {
  'Partner Center, 2020': {
    title: '“Manage, cancel, exchange, or refund Azure reservations for customers”',
    on: '2020-05-04',
  },
  'Self-service, 2021': {
    title: '“Self-service exchanges and refunds for Azure Reservations”',
    on: '2021-04-14',
  },
} as const;

/** What the document says, in short words of our own, and where it says it. */
export interface Saying {
  readonly document: keyof typeof DOCUMENTS;
  readonly heading: string;
  readonly rules: readonly string[];
  readonly says: string;
  /** The decisive words, as they stand there. */
  readonly quote: string;
}

/** What a scene is played on. */
export interface Stage extends Script {
  /** The unmodified official client of the buyer. */
  readonly buyer: AzureReservationAPI;
  /** `/ledger/v1` as its administrator. */
  readonly ledger: LedgerCaller;
  /** `/ledger/v1` as the buyer, who is Owner of what is bought. */
  readonly owner: LedgerCaller;
  /** Waits for a later day. */
  readonly until: Until;
}

/** A worked example of the documents, with accounts and products that no other scene touches. */
export interface Scene {
  /** What `--scene` takes. */
  readonly name: string;
  readonly title: string;
  readonly sayings: readonly Saying[];
  readonly prices: readonly DemoPrice[];
  readonly play: (stage: Stage) => Promise<void>;
}

/** One that was played: whatever it wrote down, and what ended it before its time. */
export interface PlayedScene {
  readonly scene: Scene;
  /** Its place among all scenes, from 1. */
  readonly number: number;
  readonly entries: readonly Entry[];
  readonly failure?: string;
}
