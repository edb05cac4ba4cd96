import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { LOG_START } from '../storage/event-storage.port';
import { type EventFilter, eventFilter } from './event-filter';
import { streamNameOf, type UuidForm } from './identifiers';
import { handlerFailure, invalidArgument } from './rpc-failure';

export type Direction = 'forwards' | 'backwards';

/** Where a reader begins: a revision of a stream, or a position in the log. */
export type Origin = Readonly<{ kind: 'start' } | { kind: 'end' } | { kind: 'at'; value: bigint }>;

/** How many events: at most `max`, or all there are and all that come. */
export type Extent = Readonly<{ kind: 'count'; max: bigint } | { kind: 'subscription' }>;

export type ReadStreamRequest = Readonly<{
  source: 'stream';
  stream: string;
  direction: Direction;
  from: Origin;
  extent: Extent;
  uuidForm: UuidForm;
  wantsLastRevision: boolean;
}>;

export type ReadLogRequest = Readonly<{
  source: 'log';
  direction: Direction;
  from: Origin;
  extent: Extent;
  uuidForm: UuidForm;
  filter: EventFilter | undefined;
}>;

/** PostgreSQL's largest bigint; the protocol's numbers are unsigned and may be larger. */
const BIGINT_MAX = 9_223_372_036_854_775_807n;
const WITH_LAST_REVISION = 1;

/** The read as plain data; throws what the real server answers when it cannot be understood. */
export function readRequest(message: ReadReq): ReadStreamRequest | ReadLogRequest {
  const options = servedOptions(message);
  const common: Common = {
    direction: isBackwards(options) ? 'backwards' : 'forwards',
    extent: options.hasSubscription()
      ? { kind: 'subscription' }
      : { kind: 'count', max: BigInt(options.getCount()) },
    uuidForm: options.getUuidOption()?.hasStructured() === true ? 'structured' : 'string',
  };
  const stream = options.getStream();
  return stream === undefined
    ? logRequest(options, common)
    : streamRequest(stream, options, common);
}

function servedOptions(message: ReadReq): ReadReq.Options {
  const options = message.getOptions();
  if (options === undefined) throw handlerFailure('A read has no options.');
  if (!options.hasStream() && !options.hasAll())
    throw invalidArgument(
      "'None' is not a valid EventStore.Client.Streams.ReadReq+Types+Options+StreamOptionOneofCase",
    );
  if (!isServed(options))
    throw invalidArgument(`The combination of (${combination(options)}) is invalid.`);
  return options;
}

type Common = Readonly<{ direction: Direction; extent: Extent; uuidForm: UuidForm }>;

function streamRequest(
  stream: ReadReq.Options.StreamOptions,
  options: ReadReq.Options,
  common: Common,
): ReadStreamRequest {
  return {
    ...common,
    source: 'stream',
    stream: streamNameOf(stream.getStreamIdentifier()),
    from: streamOrigin(stream),
    wantsLastRevision: options.getControlOption()?.getCompatibility() === WITH_LAST_REVISION,
  };
}

function logRequest(options: ReadReq.Options, common: Common): ReadLogRequest {
  const filter = options.getFilter();
  return {
    ...common,
    source: 'log',
    from: logOrigin(options.getAll()),
    filter: filter && eventFilter(filter),
  };
}

function streamOrigin(stream: ReadReq.Options.StreamOptions): Origin {
  if (stream.hasStart()) return { kind: 'start' };
  if (stream.hasEnd()) return { kind: 'end' };
  if (!stream.hasRevision()) throw handlerFailure('A read of a stream has no start.');
  return { kind: 'at', value: bounded(stream.getRevision()) };
}

function logOrigin(all: ReadReq.Options.AllOptions | undefined): Origin {
  if (all?.hasStart() === true) return { kind: 'start' };
  if (all?.hasEnd() === true) return { kind: 'end' };
  return positionOrigin(all?.getPosition());
}

/** A checkpoint's prepare position may be zero; one above the commit position is nonsense. */
function positionOrigin(position: ReadReq.Options.Position | undefined): Origin {
  if (position === undefined) throw handlerFailure('A read of the log has no start.');
  const commit = bounded(position.getCommitPosition());
  if (commit < bounded(position.getPreparePosition()))
    throw handlerFailure('A prepare position lies after its commit position.');
  return commit === LOG_START ? { kind: 'start' } : { kind: 'at', value: commit };
}

function bounded(text: string): bigint {
  const value = BigInt(text);
  return value > BIGINT_MAX ? BIGINT_MAX : value;
}

const isBackwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;

/** Subscriptions run forwards, and only the log as a whole can be filtered. */
function isServed(options: ReadReq.Options): boolean {
  if (!options.hasSubscription() && !options.hasCount()) return false;
  if (options.hasSubscription() && isBackwards(options)) return false;
  return options.hasNoFilter() || (options.hasFilter() && options.hasAll());
}

function combination(options: ReadReq.Options): string {
  const filter = options.hasFilter() ? 'Filter' : options.hasNoFilter() ? 'NoFilter' : 'None';
  const extent = options.hasCount() ? 'Count' : options.hasSubscription() ? 'Subscription' : 'None';
  return [
    options.hasStream() ? 'Stream' : 'All',
    extent,
    isBackwards(options) ? 'Backwards' : 'Forwards',
    filter,
  ].join(', ');
}
