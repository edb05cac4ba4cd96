import { randomUUID } from 'node:crypto';
import { ANY, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type ServiceError } from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { protocolClient, streamNamed, uuidMessage } from '../../support/event-store-appends';
import { type Answer, contentOf, type SentAppend } from './sent-appends';

const WRONG_EXPECTED_VERSION = 'type.googleapis.com/event_store.client.WrongExpectedVersion';

/** Batch appends without the official client, which has one table of what it waits for in a process and so bears one connection. */
export class RawBatch {
  private readonly client: StreamsClient;
  private readonly call: ReturnType<StreamsClient['batchAppend']>;
  private readonly waiting = new Map<string, (answer: Answer) => void>();
  private failure: Answer | undefined;

  constructor(port: number) {
    this.client = protocolClient(port);
    this.call = this.client.batchAppend();
    this.call.on('data', (response: BatchAppendResp) => {
      const key = response.getCorrelationId()?.getString() ?? '';
      this.waiting.get(key)?.(answerOf(response));
      this.waiting.delete(key);
    });
    this.call.on('error', (error: ServiceError) => {
      this.fail(`batch: status ${error.code}`);
    });
    this.call.on('end', () => {
      this.fail('batch: the call ended');
    });
  }

  append(append: SentAppend): Promise<Answer> {
    if (this.failure !== undefined) return Promise.resolve(this.failure);
    const key = randomUUID();
    return new Promise((resolve) => {
      this.waiting.set(key, resolve);
      this.call.write(requestOf(key, append));
    });
  }

  close(): void {
    this.call.cancel();
    this.client.close();
  }

  private fail(why: string): void {
    this.failure ??= { kind: 'unanswered', why };
    for (const resolve of this.waiting.values()) resolve(this.failure);
    this.waiting.clear();
  }
}

function requestOf(key: string, { stream, expectedRevision, ids }: SentAppend): BatchAppendReq {
  const options = new BatchAppendReq.Options().setStreamIdentifier(streamNamed(stream));
  if (expectedRevision === ANY) options.setAny(new Empty());
  else if (expectedRevision === NO_STREAM) options.setNoStream(new Empty());
  else if (expectedRevision === STREAM_EXISTS) options.setStreamExists(new Empty());
  else options.setStreamPosition(String(expectedRevision));
  return new BatchAppendReq()
    .setCorrelationId(uuidMessage(key))
    .setOptions(options)
    .setProposedMessagesList(ids.map(proposed))
    .setIsFinal(true);
}

function proposed(id: string): BatchAppendReq.ProposedMessage {
  const { type, isJson, data, metadata } = contentOf(id);
  const message = new BatchAppendReq.ProposedMessage()
    .setId(uuidMessage(id))
    .setData(Buffer.from(data))
    .setCustomMetadata(Buffer.from(metadata));
  message
    .getMetadataMap()
    .set('type', type)
    .set('content-type', isJson ? 'application/json' : 'application/octet-stream');
  return message;
}

function answerOf(response: BatchAppendResp): Answer {
  const success = response.getSuccess();
  const position = success?.getPosition();
  if (success !== undefined && position !== undefined)
    return {
      kind: 'acknowledged',
      revision: BigInt(success.getCurrentRevision()),
      position: BigInt(position.getCommitPosition()),
    };
  const kind = response.getError()?.getDetails()?.getTypeUrl() ?? '';
  if (kind === WRONG_EXPECTED_VERSION) return { kind: 'refused' };
  return { kind: 'unanswered', why: `batch: ${kind.slice(kind.lastIndexOf('.') + 1)}` };
}
