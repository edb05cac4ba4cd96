import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  type BatchAppendReq,
  type BatchAppendResp,
  type ReadReq,
  type ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import { type ClientDuplexStream, type ClientReadableStream } from '@grpc/grpc-js';

export type ReadCall = ClientReadableStream<ReadResp>;
export type AppendCall = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

/** A call ends when its work is done, however long a log is; that it goes on is watched by its answers. */
const NO_DEADLINE = { deadline: Infinity };
/** A follower may lag behind; the client goes to the leader that it names. */
const AT_THE_LEADER = { requiresLeader: true };

/**
 * The official client's connection (TLS, credentials, discovery, the way to a new leader) for calls of one's own: its own
 * reading and writing parse JSON and write it anew, which may change bytes.
 */
export class ProtocolClient extends EventStoreDBClient {
  /** @throws when the text is no connection string */
  static at(address: string): ProtocolClient {
    // The factory of the client makes the client's class, whatever class it is called on.
    const client = EventStoreDBClient.connectionString(address);
    Object.setPrototypeOf(client, ProtocolClient.prototype);
    return client as ProtocolClient;
  }

  read(request: ReadReq): Promise<ReadCall> {
    return this.GRPCStreamCreator(StreamsClient, 'transfer read', (client) =>
      client.read(request, ...this.callArguments(AT_THE_LEADER, NO_DEADLINE)),
    )();
  }

  append(): Promise<AppendCall> {
    return this.GRPCStreamCreator(StreamsClient, 'transfer append', (client) =>
      client.batchAppend(...this.callArguments(AT_THE_LEADER, NO_DEADLINE)),
    )();
  }

  /** Ends the connection; only for a client that has made a call. */
  async disconnect(): Promise<void> {
    const channel = await this.getChannel();
    channel.close();
  }
}
