import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type RecordedEvent } from '../storage/event-storage.port';
import { boundedSearch } from './bounded-search';
import { handlerFailure, invalidArgument } from './rpc-failure';

/** Which events of the log a reader wants, and after how many searched it wants to be told where it is. */
export type EventFilter = Readonly<{
  matches: (event: RecordedEvent) => boolean;
  checkpointEvery: number;
}>;

const WINDOW_DEFAULT = 32;

/** The filter of a read; throws when it names nothing to filter on or its expression cannot be compiled. */
export function eventFilter(options: ReadReq.Options.FilterOptions): EventFilter {
  const window = options.hasMax() ? options.getMax() : WINDOW_DEFAULT;
  const checkpointEvery = window * options.getCheckpointintervalmultiplier();
  const onStream = options.getStreamIdentifier();
  const onType = options.getEventType();
  if (onStream !== undefined) {
    const accepts = textFilter(onStream);
    return { matches: ({ stream }) => accepts(stream), checkpointEvery };
  }
  if (onType === undefined) throw invalidArgument('A filter names a stream or an event type.');
  const accepts = textFilter(onType);
  return { matches: ({ type }) => accepts(type), checkpointEvery };
}

function textFilter(
  expression: ReadReq.Options.FilterOptions.Expression,
): (text: string) => boolean {
  const pattern = expression.getRegex();
  if (pattern === '') {
    const prefixes = expression.getPrefixList();
    return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  }
  return boundedSearch(compiled(pattern));
}

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw handlerFailure(`"${pattern}" is not a regular expression.`);
  }
}
