import { EventInbox } from './event-inbox';
import { OrderedAppends } from './ordered-appends';
import { type ProtocolClient } from './protocol-client';
import { fromTheStart, type PlacedEvent, theLast } from './read-messages';
import { clientAt } from './store-address';
import { failureOf, isNotLeader } from './store-failure';
import { runsOf } from './stream-runs';
import { StoreUnavailable } from './transfer-failures';
import { type EventPages, type EventTarget, type TransferredEvent } from './transferred-event';

/** An EventStoreDB, or what speaks its protocol. */
export type EventStore = EventTarget &
  Readonly<{
    share: () => number;
    /** How many system events the latest `pages` left out. */
    leftOut: () => number;
    close: () => Promise<void>;
  }>;

const SILENCE_MS = 30_000;
const LEADERS_ASKED_MAX = 3;
const LEADER_PAUSE_MS = 200;
const CLOSE_MS = 1_000;
const SHARE_DIGITS = 1_000_000n;

/**
 * Opens the event store at an address, esdb://… or esdb+discover://…. It is not asked for anything before the first
 * reading or append. A person may know it by another name than its address. @throws NoStoreAddress
 */
export function openStore(address: string, knownAs?: string): EventStore {
  const { client, name } = clientAt(address);
  return new OpenedStore(client, knownAs ?? name);
}

class OpenedStore implements EventStore {
  #asked = false;
  #leftOut = 0;
  #read = 0n;
  #head = 0n;
  readonly #appends;

  constructor(
    private readonly client: ProtocolClient,
    readonly name: string,
  ) {
    this.#appends = new OrderedAppends({ name, open: () => this.#called().append() }, SILENCE_MS);
  }

  readonly share = (): number =>
    this.#head === 0n ? 1 : Number((this.#read * SHARE_DIGITS) / this.#head) / Number(SHARE_DIGITS);

  readonly leftOut = (): number => this.#leftOut;

  readonly append = (events: readonly TransferredEvent[]): Promise<void> =>
    this.#appends.append(runsOf(events));

  readonly pages = (): EventPages => this.#pages();

  readonly close = async (): Promise<void> => {
    this.#appends.close();
    if (!this.#asked) return;
    let timer: NodeJS.Timeout | undefined;
    // The client waits for calls that may have ended already and then says nothing: it is left after a while.
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    await Promise.race([this.client.dispose(), enough]);
    clearTimeout(timer);
    await this.client.disconnect();
  };

  async *#pages(): EventPages {
    this.#leftOut = 0;
    this.#read = 0n;
    const head = await this.#headPosition();
    if (head === undefined) return;
    this.#head = head;
    const inbox = await this.#inbox();
    try {
      while (this.#read < head) {
        const page = this.#within(head, await this.#taken(inbox));
        if (page.length > 0) yield page;
      }
    } finally {
      inbox.close();
    }
  }

  /** The events up to the head, without those of the store itself. */
  #within(head: bigint, taken: readonly PlacedEvent[]): readonly TransferredEvent[] {
    const page: TransferredEvent[] = [];
    for (const event of taken) {
      this.#read = event.position;
      if (event.position > head) break;
      if (event.stream.startsWith('$')) this.#leftOut += 1;
      else page.push(event);
    }
    return page;
  }

  async #inbox(): Promise<EventInbox> {
    try {
      return new EventInbox(await this.#called().read(fromTheStart()), SILENCE_MS);
    } catch (error) {
      throw failureOf(this.name, error);
    }
  }

  async #taken(inbox: EventInbox): Promise<readonly PlacedEvent[]> {
    try {
      const taken = await inbox.take();
      if (taken.length > 0) return taken;
    } catch (error) {
      throw failureOf(this.name, error);
    }
    throw new StoreUnavailable(`The event store at ${this.name} ended a reading before its end`);
  }

  async #headPosition(): Promise<bigint | undefined> {
    for (let asked = 1; ; asked += 1) {
      try {
        const inbox = new EventInbox(await this.#called().read(theLast()), SILENCE_MS);
        return (await inbox.take()).at(0)?.position;
      } catch (error) {
        if (!isNotLeader(error) || asked === LEADERS_ASKED_MAX) throw failureOf(this.name, error);
        await new Promise((resolve) => setTimeout(resolve, LEADER_PAUSE_MS));
      }
    }
  }

  #called(): ProtocolClient {
    this.#asked = true;
    return this.client;
  }
}
