// Reads over the EventStoreDB protocol without the official client, so that requests can be wrong in ways it never is.
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type ServiceError } from '@grpc/grpc-js';
import { deadline, type Failure, failureOf, streamNamed } from './event-store-appends';

export type Reading = Readonly<{
  stream?: string | null;
  from?: 'start' | 'end' | number | bigint | { commit: bigint; prepare: bigint } | null;
  backwards?: boolean;
  count?: number | null;
  subscription?: boolean;
  filter?: ReadReq.Options.FilterOptions;
  structuredIds?: boolean;
  compatibility?: number;
  /** Neither a stream nor the log. */
  nothing?: boolean;
}>;

export function filterOn(
  kind: 'stream' | 'type',
  expression: { regex?: string; prefixes?: string[] },
  window: { max?: number; multiplier?: number } = {},
): ReadReq.Options.FilterOptions {
  const { regex = '', prefixes = [] } = expression;
  const message = new ReadReq.Options.FilterOptions.Expression()
    .setRegex(regex)
    .setPrefixList(prefixes);
  const filter = new ReadReq.Options.FilterOptions()
    .setMax(window.max ?? 32)
    .setCheckpointintervalmultiplier(window.multiplier ?? 1);
  return kind === 'stream' ? filter.setStreamIdentifier(message) : filter.setEventType(message);
}

function streamOptions({ stream, from = 'start' }: Reading): ReadReq.Options.StreamOptions {
  const options = new ReadReq.Options.StreamOptions().setStreamIdentifier(
    streamNamed(stream ?? ''),
  );
  if (from === 'start') return options.setStart(new Empty());
  if (from === 'end') return options.setEnd(new Empty());
  return from === null || typeof from === 'object' ? options : options.setRevision(String(from));
}

function allOptions({ from = 'start' }: Reading): ReadReq.Options.AllOptions {
  const options = new ReadReq.Options.AllOptions();
  if (from === 'start') return options.setStart(new Empty());
  if (from === 'end') return options.setEnd(new Empty());
  if (from === null) return options;
  const at = typeof from === 'object' ? from : { commit: from, prepare: from };
  return options.setPosition(
    new ReadReq.Options.Position()
      .setCommitPosition(String(at.commit))
      .setPreparePosition(String(at.prepare)),
  );
}

function readRequest(reading: Reading): ReadReq {
  const { FORWARDS, BACKWARDS } = ReadReq.Options.ReadDirection;
  const options = new ReadReq.Options()
    .setReadDirection(reading.backwards === true ? BACKWARDS : FORWARDS)
    .setUuidOption(idForm(reading.structuredIds));
  if (reading.stream !== undefined) options.setStream(streamOptions(reading));
  else if (reading.nothing !== true) options.setAll(allOptions(reading));
  if (reading.filter === undefined) options.setNoFilter(new Empty());
  else options.setFilter(reading.filter);
  if (reading.compatibility !== undefined)
    options.setControlOption(
      new ReadReq.Options.ControlOption().setCompatibility(reading.compatibility),
    );
  return new ReadReq().setOptions(extending(options, reading));
}

function extending(options: ReadReq.Options, reading: Reading): ReadReq.Options {
  if (reading.subscription === true)
    return options.setSubscription(new ReadReq.Options.SubscriptionOptions());
  return reading.count === null ? options : options.setCount(String(reading.count ?? 100));
}

function idForm(structured: boolean | undefined): ReadReq.Options.UUIDOption {
  const option = new ReadReq.Options.UUIDOption();
  return structured === true ? option.setStructured(new Empty()) : option.setString(new Empty());
}

/** A read or subscription, told as short words: `0:T` for an event, else the kind of the answer. */
export class ReadCall {
  readonly answers: ReadResp[] = [];
  failure: Failure | undefined;
  ended = false;
  readonly call;
  private readonly waiting = new Set<() => void>();

  constructor(client: StreamsClient, reading: Reading | ReadReq) {
    const request = reading instanceof ReadReq ? reading : readRequest(reading);
    this.call = client.read(request, deadline());
    this.call.on('data', (answer: ReadResp) => {
      this.answers.push(answer);
      this.wake();
    });
    this.call.on('error', (error: ServiceError) => {
      this.failure = failureOf(error);
      this.wake();
    });
    this.call.on('end', () => {
      this.ended = true;
      this.wake();
    });
  }

  get told(): string[] {
    return this.answers.map(word);
  }

  async until(condition: (told: string[]) => boolean): Promise<string[]> {
    while (!condition(this.told) && this.failure === undefined && !this.ended)
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
      });
    return this.told;
  }

  finished(): Promise<string[]> {
    return this.until(() => false);
  }

  cancel(): void {
    this.call.cancel();
  }

  private wake(): void {
    for (const resume of this.waiting) resume();
    this.waiting.clear();
  }
}

function word(answer: ReadResp): string {
  const event = answer.getEvent()?.getEvent();
  if (event !== undefined)
    return `${event.getStreamRevision()}:${event.getMetadataMap().get('type') ?? ''}`;
  if (answer.hasLastStreamPosition()) return `last ${answer.getLastStreamPosition()}`;
  const kinds = ['confirmation', 'checkpoint', 'streamNotFound', 'caughtUp'] as const;
  const present = answer.toObject();
  return kinds.find((kind) => present[kind] !== undefined) ?? 'nothing';
}
