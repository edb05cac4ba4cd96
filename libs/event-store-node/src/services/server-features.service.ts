import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import {
  SupportedMethod,
  SupportedMethods,
} from '@eventstore/db-client/generated/serverfeatures_pb';
import { type Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';

/** The release whose protocol this node speaks. */
const SERVER_VERSION = '23.10.6';

const FEATURES = new Map<string, string[]>([
  [StreamsService.read.path, ['position', 'events']],
  [StreamsService.batchAppend.path, ['deadline_duration']],
]);

/** Tells clients which methods there are: those of the services this node serves. */
export function serverFeaturesService(): UntypedServiceImplementation {
  const answer = new SupportedMethods().setEventStoreServerVersion(SERVER_VERSION);
  for (const service of [StreamsService, GossipService, ServerFeaturesService])
    for (const { path } of Object.values(service)) answer.addMethods(supportedMethod(path));
  const getSupportedMethods: handleUnaryCall<Empty, SupportedMethods> = (_call, callback) => {
    callback(null, answer);
  };
  return { getSupportedMethods };
}

function supportedMethod(path: string): SupportedMethod {
  const [service = '', method = ''] = path.slice(1).split('/');
  return new SupportedMethod()
    .setServiceName(service.toLowerCase())
    .setMethodName(method.toLowerCase())
    .setFeaturesList(FEATURES.get(path) ?? []);
}
