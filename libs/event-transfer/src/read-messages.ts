import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type TransferredEvent } from './transferred-event';

/** An event and where the store has it. */
export type PlacedEvent = TransferredEvent & Readonly<{ position: bigint }>;

const JSON_TYPE = 'application/json';
/** More than a log has; the protocol demands a number. */
const ALL_OF_THEM = Number.MAX_SAFE_INTEGER.toString();

function readingAll(all: ReadReq.Options.AllOptions): ReadReq.Options {
  return new ReadReq.Options()
    .setAll(all)
    .setNoFilter(new Empty())
    .setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()));
}

/** Every event from the first on. */
export function fromTheStart(): ReadReq {
  const options = readingAll(new ReadReq.Options.AllOptions().setStart(new Empty()))
    .setReadDirection(ReadReq.Options.ReadDirection.FORWARDS)
    .setCount(ALL_OF_THEM);
  return new ReadReq().setOptions(options);
}

/** The last event alone. */
export function theLast(): ReadReq {
  const options = readingAll(new ReadReq.Options.AllOptions().setEnd(new Empty()))
    .setReadDirection(ReadReq.Options.ReadDirection.BACKWARDS)
    .setCount('1');
  return new ReadReq().setOptions(options);
}

function named(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes).toString('utf8');
}

/** The event of an answer, its bytes untouched; some answers carry none. */
export function eventOf(answer: ReadResp): PlacedEvent | undefined {
  const recorded = answer.getEvent()?.getEvent();
  if (recorded === undefined) return undefined;
  const metadata = recorded.getMetadataMap();
  return {
    stream: named(recorded.getStreamIdentifier()?.getStreamName_asU8()),
    revision: BigInt(recorded.getStreamRevision()),
    id: recorded.getId()?.getString() ?? '',
    type: metadata.get('type') ?? '',
    isJson: metadata.get('content-type') === JSON_TYPE,
    createdTicks: BigInt(metadata.get('created') ?? '0'),
    data: recorded.getData_asU8(),
    metadata: recorded.getCustomMetadata_asU8(),
    position: BigInt(recorded.getCommitPosition()),
  };
}
