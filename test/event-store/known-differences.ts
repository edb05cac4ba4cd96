/** Something the node does not do as EventStoreDB 23.10.6 does: a row of the table in docs/event-store-node.md. */
export type KnownDifference = Readonly<{
  what: string;
  real: string;
  node: string;
  because: string;
  /** Cases of the probe that are about nothing else; they are not asked. */
  cases: readonly string[];
  /** Differing answers, written `case.path: real -> node`; none where the probe does not ask. */
  answers: readonly RegExp[];
}>;

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    what: 'deletes, tombstones, metadata of streams',
    real: 'done',
    node: 'access denied; a metadata stream is not found',
    because: 'a billing log is never cut',
    cases: ['softDelete', 'tombstone', 'metadata'],
    answers: [
      /^subStream\.(tombstoneLive|subTombstoned)\./,
      /^security\.acl\.(0: "0" -> -|error\.\w+: - -> "(AccessDeniedError|access-denied|)")$/,
    ],
  },
  {
    what: 'persistent subscriptions, projections, users, operations, monitoring, redaction',
    real: 'served',
    node: '`UNIMPLEMENTED`, with the name of the method',
    because: 'the ledger needs none of them',
    cases: ['psubStream', 'psubAll', 'projections'],
    answers: [],
  },
  {
    what: 'links',
    real: 'resolved when asked for',
    node: 'events like others',
    because: 'projections make them',
    cases: ['links'],
    answers: [],
  },
  {
    what: 'system events in `$all`',
    real: 'some from the start',
    node: 'none',
    because: 'it has no projections or statistics',
    cases: [],
    answers: [/^readAllRaw\.systemInAll(\.\d+: ".+" -> -|: - -> \[\])$/],
  },
  {
    what: 'header `content-type`',
    real: '`application/grpc`',
    node: '`application/grpc+proto`',
    because: "the gRPC library's; to change it, each message would take a detour",
    cases: [],
    answers: [/\.content-type: "application\/grpc" -> "application\/grpc\+proto"$/],
  },
  {
    what: 'message over 16 MiB',
    real: 'status 8, other words',
    node: 'status 8',
    because: "the gRPC library's words",
    cases: [],
    answers: [/^sizeLimit\.unary 20M\.error\.details: "Received message .+" -> "Received message /],
  },
  {
    what: 'words of `BadRequest` in a batch',
    real: '.NET exception texts',
    node: 'says what is wrong',
    because: 'clients look at the type alone',
    cases: [],
    answers: [/^badAppend\.\w+Batch\.got\.0\.error\.details\.message: ".+" -> ".+"$/],
  },
  {
    what: 'expected revision in the pre-20.6 field, expecting no stream',
    real: '2⁶⁴−1',
    node: 'unset',
    because: 'not exact as a JavaScript number; the official client does not read it',
    cases: [],
    answers: [/\.wrongExpectedVersion\.expectedRevision2060: 18446744073709552000 -> 0$/],
  },
  {
    what: 'append without a deadline',
    real: '2 s',
    node: '30 s',
    because: 'a busy machine must not make an append uncertain',
    cases: [],
    answers: [],
  },
  {
    what: 'checkpoint while catching up',
    real: 'prepare 0',
    node: 'prepare = commit',
    because: 'resuming from either works',
    cases: [],
    answers: [/^ckptPosition\.commitEqPrepare: false -> true$/],
  },
  {
    what: 'read without an id form; `$all` with count 0',
    real: 'no answer until the deadline',
    node: 'ids as text; no events',
    because: 'a defect there',
    cases: [],
    answers: [/^readStreamRaw\.noUuid\./, /^readAllRaw\.count0\./],
  },
  {
    what: '`any` for an id that another stream has, or after a restart',
    real: 'may write again',
    node: 'recognised within its stream',
    because: 'stronger',
    cases: [],
    answers: [],
  },
  {
    what: 'NUL in a stream name or event type',
    real: '–',
    node: 'refused',
    because: 'PostgreSQL keeps no such text',
    cases: [],
    answers: [],
  },
  {
    what: 'regular expressions',
    real: '.NET',
    node: 'JavaScript; a search of one name ends after 100 ms, and the read with it',
    because: 'one reader must not stop the others',
    cases: [],
    answers: [],
  },
];
