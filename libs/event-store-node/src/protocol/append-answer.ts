import { Empty as SharedEmpty } from '@eventstore/db-client/generated/shared_pb';
import { AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type AppendOutcome, type ExpectedRevision } from '../storage/event-storage.port';

/** The answer of a unary append; a conflict is an answer, not a failure. */
export function appendAnswer(outcome: AppendOutcome, expected: ExpectedRevision): AppendResp {
  return outcome.kind === 'appended'
    ? new AppendResp().setSuccess(success(outcome))
    : new AppendResp().setWrongExpectedVersion(conflict(outcome.current, expected));
}

function success({ revision, position }: AppendOutcome & { kind: 'appended' }): AppendResp.Success {
  const message = new AppendResp.Success().setPosition(
    new AppendResp.Position()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  );
  return revision === undefined
    ? message.setNoStream(new SharedEmpty())
    : message.setCurrentRevision(String(revision));
}

/** Fields named 2060 are what clients of version 20.6.0 read. */
function conflict(
  current: bigint | undefined,
  expected: ExpectedRevision,
): AppendResp.WrongExpectedVersion {
  const message = new AppendResp.WrongExpectedVersion();
  if (current === undefined)
    message.setCurrentNoStream(new SharedEmpty()).setNoStream2060(new SharedEmpty());
  else message.setCurrentRevision(String(current)).setCurrentRevision2060(Number(current));
  switch (expected.kind) {
    case 'any':
      return message.setExpectedAny(new SharedEmpty()).setAny2060(new SharedEmpty());
    case 'noStream':
      return message.setExpectedNoStream(new SharedEmpty());
    case 'streamExists':
      return message
        .setExpectedStreamExists(new SharedEmpty())
        .setStreamExists2060(new SharedEmpty());
    case 'revision':
      return message
        .setExpectedRevision(String(expected.revision))
        .setExpectedRevision2060(Number(expected.revision));
  }
}
