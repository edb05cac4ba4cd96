import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import {
  SupportedMethod,
  SupportedMethods,
} from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';
import {
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { runProcess } from '#platform';
import { type AppendChunk, appendChunk } from './append-message';
import { MemoryAppends } from './append.call';
import { LiveReaders } from './live-readers';
import { PreparedLog } from './prepared-log';
import { answerRead } from './read.call';

const SERVER_VERSION = '23.10.6';
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
const asItIs = (answer: Buffer): Buffer => answer;

/** Requests are read as far as needed and answers are bytes: the generated classes would be most of the work. */
const definition = {
  batchAppend: {
    ...StreamsService.batchAppend,
    requestDeserialize: appendChunk,
    responseSerialize: asItIs,
  },
  read: { ...StreamsService.read, responseSerialize: asItIs },
};

function supportedMethods(): SupportedMethods {
  const features = [
    [StreamsService.batchAppend.path, ['deadline_duration']],
    [StreamsService.read.path, ['position', 'events']],
  ] as const;
  return new SupportedMethods().setEventStoreServerVersion(SERVER_VERSION).setMethodsList(
    features.map(([path, names]) => {
      const [service = '', method = ''] = path.slice(1).toLowerCase().split('/');
      return new SupportedMethod()
        .setServiceName(service)
        .setMethodName(method)
        .setFeaturesList([...names]);
    }),
  );
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

/** The ceiling of the official client: a server that has every answer in memory. Takes the number of events to have. */
runProcess('memory', async (asked) => {
  const log = new PreparedLog(Number(process.argv[2]));
  const live = new LiveReaders();
  const appends = new MemoryAppends(live);
  const server = new Server({ 'grpc.max_receive_message_length': MESSAGE_BYTES_MAX });
  server.addService(definition, {
    batchAppend: (call: ServerDuplexStream<AppendChunk, Buffer>) => {
      appends.serve(call);
    },
    read: (call: ServerWritableStream<ReadReq, Buffer>) => {
      void answerRead(call, log, live);
    },
  });
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, callback: sendUnaryData<SupportedMethods>) => {
      callback(null, supportedMethods());
    },
  });
  process.send?.({ port: await listen(server) });
  await asked;
  server.forceShutdown();
});
