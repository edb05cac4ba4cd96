// Appends over the EventStoreDB protocol without the official client, so that requests can be wrong in ways it never is.
import { randomUUID } from 'node:crypto';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  AppendReq,
  type AppendResp,
  BatchAppendReq,
  type BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';

export type Expected = 'any' | 'no' | 'exists' | number | undefined;
export type Proposal = Readonly<{
  id?: string;
  type?: string | null;
  contentType?: string | null;
  data?: Buffer;
}>;
export type Failure = Readonly<{
  code: number;
  details: string;
  trailers: Readonly<Record<string, string>>;
}>;

/** A bare client of the node on this port; close it. */
export const protocolClient = (port: number): StreamsClient =>
  new StreamsClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.max_send_message_length': -1,
    'grpc.max_receive_message_length': -1,
  });

export const deadline = () => ({ deadline: Date.now() + 55_000 });
export const streamNamed = (name: string) =>
  new StreamIdentifier().setStreamName(Buffer.from(name));
export const uuidMessage = (text: string) => new UUID().setString(text);

export function failureOf(error: ServiceError): Failure {
  const trailers: Record<string, string> = {};
  for (const [key, value] of Object.entries(error.metadata.getMap()))
    if (!['content-type', 'date', 'content-length'].includes(key)) trailers[key] = String(value);
  return { code: error.code, details: error.details, trailers };
}

function fill<Message extends AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage>(
  message: Message,
  { id = randomUUID(), type = 'T', contentType = 'application/json', data }: Proposal,
): Message {
  message.setId(uuidMessage(id)).setData(data ?? Buffer.from('{"a":1}'));
  if (type !== null) message.getMetadataMap().set('type', type);
  if (contentType !== null) message.getMetadataMap().set('content-type', contentType);
  return message;
}

/** One unary append. A stream of null names none. */
export function unaryAppend(
  client: StreamsClient,
  stream: string | null,
  expected: Expected,
  proposals: readonly Proposal[],
): Promise<AppendResp.AsObject | Failure> {
  const options = new AppendReq.Options();
  if (stream !== null) options.setStreamIdentifier(streamNamed(stream));
  if (expected === 'any') options.setAny(new Empty());
  else if (expected === 'no') options.setNoStream(new Empty());
  else if (expected === 'exists') options.setStreamExists(new Empty());
  else if (expected !== undefined) options.setRevision(String(expected));
  return sendAppend(client, [
    new AppendReq().setOptions(options),
    ...proposals.map((proposal) =>
      new AppendReq().setProposedMessage(fill(new AppendReq.ProposedMessage(), proposal)),
    ),
  ]);
}

/** The messages of a unary append as they are. */
export function sendAppend(
  client: StreamsClient,
  messages: readonly AppendReq[],
): Promise<AppendResp.AsObject | Failure> {
  return new Promise((resolve) => {
    const call = client.append(new Metadata(), deadline(), (error, answer) => {
      resolve(error === null ? answer.toObject() : failureOf(error));
    });
    call.on('error', () => undefined);
    for (const message of messages) call.write(message);
    call.end();
  });
}

export type Chunk = Readonly<{
  correlationId?: string;
  stream?: string | null;
  expected?: Expected;
  proposals?: readonly Proposal[];
  final?: boolean;
  /** Seconds from now. */
  deadline?: number;
  withoutOptions?: boolean;
}>;

function batchRequest(chunk: Chunk): BatchAppendReq {
  const request = new BatchAppendReq()
    .setCorrelationId(uuidMessage(chunk.correlationId ?? randomUUID()))
    .setIsFinal(chunk.final ?? true)
    .setProposedMessagesList(
      (chunk.proposals ?? [{}]).map((proposal) =>
        fill(new BatchAppendReq.ProposedMessage(), proposal),
      ),
    );
  return chunk.withoutOptions === true ? request : request.setOptions(batchOptions(chunk));
}

function batchOptions(chunk: Chunk): BatchAppendReq.Options {
  const { stream = 'batch', deadline: seconds } = chunk;
  const options = new BatchAppendReq.Options();
  if (stream !== null) options.setStreamIdentifier(streamNamed(stream));
  if (seconds !== undefined)
    options.setDeadline(Timestamp.fromDate(new Date(Date.now() + seconds * 1000)));
  return expecting(options, 'expected' in chunk ? chunk.expected : 'any');
}

function expecting(options: BatchAppendReq.Options, expected: Expected): BatchAppendReq.Options {
  if (expected === undefined) return options;
  if (expected === 'any') return options.setAny(new GoogleEmpty());
  if (expected === 'no') return options.setNoStream(new GoogleEmpty());
  if (expected === 'exists') return options.setStreamExists(new GoogleEmpty());
  return options.setStreamPosition(String(expected));
}

/** A batch append call that stays open. */
export class BatchCall {
  readonly answers: BatchAppendResp[] = [];
  failure: Failure | undefined;
  ended = false;
  private readonly call;
  private readonly waiting = new Set<() => void>();

  constructor(client: StreamsClient) {
    this.call = client.batchAppend(deadline());
    this.call.on('data', (answer: BatchAppendResp) => {
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

  send(...chunks: readonly Chunk[]): this {
    for (const chunk of chunks) this.call.write(batchRequest(chunk));
    return this;
  }

  halfClose(): this {
    this.call.end();
    return this;
  }

  cancel(): void {
    this.call.cancel();
  }

  /** Resolves when the condition holds; the call's own deadline bounds the wait. */
  async until(condition: (call: this) => boolean): Promise<this> {
    while (!condition(this) && this.failure === undefined)
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
      });
    return this;
  }

  answered(count: number): Promise<this> {
    return this.until(({ answers }) => answers.length >= count);
  }

  private wake(): void {
    for (const resume of this.waiting) resume();
    this.waiting.clear();
  }
}

/** What kind of answer it is, by the type name a client looks at. */
export function kindOf(answer: BatchAppendResp | undefined): string {
  if (answer?.hasSuccess() === true) return 'Success';
  const type = answer?.getError()?.getDetails()?.getTypeUrl() ?? 'nothing';
  return type.replace('type.googleapis.com/event_store.client.', '');
}
