import { type ParkedStream, parkedStreamsBy } from '../projection/projection.query';

/** Which streams are parked, as last heard from the database: asking costs nothing. */
export type ParkedBoard = Readonly<{
  of: (stream: string) => ParkedStream | undefined;
  all: () => readonly ParkedStream[];
  /** How often word came that a stream was parked, or is so no longer. */
  changes: () => number;
}>;

/** A board that is written anew from the table at each word of a change. */
export function parkedBoard(): ParkedBoard &
  Readonly<{ renew: (ask: Parameters<typeof parkedStreamsBy>[0]) => Promise<void> }> {
  let parked: ReadonlyMap<string, ParkedStream> = new Map();
  let changes = 0;
  return {
    of: (stream) => parked.get(stream),
    all: () => [...parked.values()],
    changes: () => changes,
    renew: async (ask) => {
      parked = new Map((await parkedStreamsBy(ask)).map((each) => [each.stream, each]));
      changes += 1;
    },
  };
}
