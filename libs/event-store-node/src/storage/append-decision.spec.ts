import { decideAppend, type StreamFacts } from './append-decision';
import { type ExpectedRevision } from './event-storage.port';

const ANY: ExpectedRevision = { kind: 'any' };
const NO_STREAM: ExpectedRevision = { kind: 'noStream' };
const STREAM_EXISTS: ExpectedRevision = { kind: 'streamExists' };
const at = (revision: number): ExpectedRevision => ({
  kind: 'revision',
  revision: BigInt(revision),
});

/** A stream that holds these ids, each at a position of a hundred times its revision. */
function holding(...ids: string[]): StreamFacts {
  const position = (revision: number) => BigInt(revision * 100);
  return {
    head: BigInt(ids.length - 1),
    placeOf: (id) => {
      const revision = ids.lastIndexOf(id);
      return revision < 0
        ? undefined
        : { revision: BigInt(revision), position: position(revision) };
    },
    eventAt: (revision) => {
      const id = ids[Number(revision)];
      return id === undefined ? undefined : { id, position: position(Number(revision)) };
    },
  };
}

const repeated = (revision: number) => ({
  kind: 'alreadyWritten',
  place: { revision: BigInt(revision), position: BigInt(revision * 100) },
});

test.each([
  ['any revision, a stream that is not there', ANY, [], ['a'], 'write'],
  ['any revision, a new id', ANY, ['a'], ['b'], 'write'],
  ['any revision, a new id before a known one', ANY, ['a'], ['b', 'a'], 'write'],
  ['any revision, a known id before a new one', ANY, ['a'], ['a', 'b'], 'conflict'],
  ['any revision, a new id between known ones', ANY, ['a'], ['a', 'b', 'a'], 'conflict'],
  ['any revision, the second of two and a new one', ANY, ['a', 'b'], ['b', 'c'], 'conflict'],
  ['a stream that must exist and does not', STREAM_EXISTS, [], ['a'], 'conflict'],
  ['a stream that must exist and does', STREAM_EXISTS, ['a'], ['b'], 'write'],
  ['no stream, and there is none', NO_STREAM, [], ['a'], 'write'],
  ['no stream, and there is one with other ids', NO_STREAM, ['a'], ['b'], 'conflict'],
  ['no stream, and its second id alone', NO_STREAM, ['a', 'b'], ['b'], 'conflict'],
  ['no stream, its first id and a new one', NO_STREAM, ['a'], ['a', 'b'], 'conflict'],
  ['no stream, its first id and a wrong second', NO_STREAM, ['a', 'b'], ['a', 'x'], 'conflict'],
  ['the revision below the head with other ids', at(0), ['a', 'b'], ['x'], 'conflict'],
  ['the revision of the head', at(1), ['a', 'b'], ['c'], 'write'],
  ['the revision of the head and a known id', at(1), ['a', 'b'], ['a'], 'write'],
  ['a revision above the head, even with a known id', at(5), ['a'], ['a'], 'conflict'],
  ['nothing, above the head', at(5), ['a'], [], 'conflict'],
  ['a revision of a stream that is not there', at(0), [], ['a'], 'conflict'],
  ['nothing, to any stream', ANY, [], [], 'nothingToWrite'],
  ['nothing, to a stream that must not exist and does', NO_STREAM, ['a'], [], 'conflict'],
  ['nothing, at the head', at(0), ['a'], [], 'nothingToWrite'],
])('%s', (_name, expected, stored, ids, kind) => {
  expect(decideAppend(expected, ids, holding(...stored))).toEqual({ kind });
});

test.each([
  ['any revision, the same id', ANY, ['a'], ['a'], 0],
  ['any revision, the same id with others after it', ANY, ['a', 'b', 'c'], ['a'], 0],
  ['any revision, the second of two', ANY, ['a', 'b'], ['b'], 1],
  ['any revision, both the other way round', ANY, ['a', 'b'], ['b', 'a'], 0],
  ['any revision, an id that was written twice', ANY, ['a', 'a'], ['a', 'a'], 1],
  ['a stream that exists, the same id', STREAM_EXISTS, ['a'], ['a'], 0],
  ['no stream, the same id', NO_STREAM, ['a'], ['a'], 0],
  ['no stream, the first of two', NO_STREAM, ['a', 'b'], ['a'], 0],
  ['no stream, the same two with others after them', NO_STREAM, ['a', 'b', 'c'], ['a', 'b'], 1],
  ['no stream, an id that was written twice', NO_STREAM, ['a', 'a'], ['a', 'a'], 1],
  ['a revision, the id that followed it', at(0), ['a', 'b', 'c'], ['b'], 1],
])('%s is a repetition and answers the first place', (_name, expected, stored, ids, revision) => {
  expect(decideAppend(expected, ids, holding(...stored))).toEqual(repeated(revision));
});
