import {
  AccessDenied,
  BadRequest,
  MaximumAppendSizeExceeded,
  type StreamIdentifier,
  Timeout,
  Unknown,
  type UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { type AppendOutcome, type ExpectedRevision } from '../storage/event-storage.port';
import { APPEND_BYTES_MAX } from './rpc-failure';
import { fieldSize, numberSize, WireBuffer } from './wire-buffer';

/** Why one append of a batch call was not done; the call goes on. */
export type BatchRefusal =
  | Readonly<{ kind: 'timeout' }>
  | Readonly<{ kind: 'tooLarge' }>
  | Readonly<{ kind: 'accessDenied' }>
  | Readonly<{ kind: 'unknown' }>
  | Readonly<{ kind: 'badRequest'; message: string }>;

/** Whom an answer is for: the ids as they came. */
export type BatchAddress = Readonly<{
  correlationId: UUID | undefined;
  streamIdentifier: StreamIdentifier | undefined;
}>;

/** Answers of a batch call are bytes. */
export type BatchAnswer = Buffer;

/** The answer of one append of a batch call. */
export function batchAnswer(
  address: BatchAddress,
  outcome: AppendOutcome,
  expected: ExpectedRevision,
): BatchAnswer {
  if (outcome.kind === 'appended')
    // One message after the other is one message with the fields of both.
    return Buffer.concat([addressed(address).serializeBinary(), success(outcome)]);
  const conflict = wrongExpectedVersion(outcome.current, expected);
  return failed(address, problem(Code.ALREADY_EXISTS, 'WrongExpectedVersion', conflict));
}

/** The answer of one append of a batch call that was not tried, or not in time. */
export const batchRefusal = (address: BatchAddress, refusal: BatchRefusal): BatchAnswer =>
  failed(address, refusalStatus(refusal));

const failed = (address: BatchAddress, problem: Status): BatchAnswer =>
  Buffer.from(addressed(address).setError(problem).serializeBinary());

function refusalStatus(refusal: BatchRefusal): Status {
  switch (refusal.kind) {
    case 'timeout':
      return problem(Code.DEADLINE_EXCEEDED, 'Timeout', new Timeout());
    case 'accessDenied':
      return problem(Code.PERMISSION_DENIED, 'AccessDenied', new AccessDenied());
    case 'unknown':
      return problem(Code.UNKNOWN, 'Unknown', new Unknown());
    case 'tooLarge':
      return problem(
        Code.INVALID_ARGUMENT,
        'MaximumAppendSizeExceeded',
        new MaximumAppendSizeExceeded().setMaxappendsize(APPEND_BYTES_MAX),
      );
    case 'badRequest':
      return problem(
        Code.INVALID_ARGUMENT,
        'BadRequest',
        new BadRequest().setMessage(refusal.message),
      );
  }
}

/** Clients tell the kinds apart by the type name inside `details`. */
function problem(
  code: Code,
  type: string,
  details: Readonly<{ serializeBinary: () => Uint8Array }>,
): Status {
  const any = new Any();
  any.pack(details.serializeBinary(), `event_store.client.${type}`);
  return new Status().setCode(code).setMessage(type).setDetails(any);
}

function addressed({ correlationId, streamIdentifier }: BatchAddress): BatchAppendResp {
  const answer = new BatchAppendResp();
  if (correlationId !== undefined) answer.setCorrelationId(correlationId);
  if (streamIdentifier !== undefined) answer.setStreamIdentifier(streamIdentifier);
  return answer;
}

/** Tags of the fields of a success: number and wire type in a byte. */
const TAG = {
  success: 0x1a,
  currentRevision: 0x08,
  noStream: 0x12,
  position: 0x1a,
  commitPosition: 0x08,
  preparePosition: 0x10,
} as const;

/** The field that says an append is written. Its numbers are the most that is encoded while many append: the generated classes take them as text. */
function success({ revision, position }: AppendOutcome & { kind: 'appended' }): Buffer {
  const positionLength = 2 * numberSize(position);
  const revisionLength = revision === undefined ? fieldSize(0) : numberSize(revision);
  const length = revisionLength + fieldSize(positionLength);
  const out = new WireBuffer(fieldSize(length)).open(TAG.success, length);
  if (revision === undefined) out.open(TAG.noStream, 0);
  else out.number(TAG.currentRevision, revision);
  return out
    .open(TAG.position, positionLength)
    .number(TAG.commitPosition, position)
    .number(TAG.preparePosition, position).buffer;
}

function wrongExpectedVersion(
  current: bigint | undefined,
  expected: ExpectedRevision,
): WrongExpectedVersion {
  const message = new WrongExpectedVersion();
  if (current === undefined) message.setCurrentNoStream(new Empty());
  else message.setCurrentStreamRevision(String(current));
  switch (expected.kind) {
    case 'any':
      return message.setExpectedAny(new Empty());
    case 'noStream':
      return message.setExpectedNoStream(new Empty());
    case 'streamExists':
      return message.setExpectedStreamExists(new Empty());
    case 'revision':
      return message.setExpectedStreamPosition(String(expected.revision));
  }
}
