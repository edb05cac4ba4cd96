import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb';
import { ProjectionsService } from '@eventstore/db-client/generated/projections_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import {
  SupportedMethod,
  SupportedMethods,
} from '@eventstore/db-client/generated/serverfeatures_pb';
import { type Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { UNSERVED_SERVICES } from './unserved.service';

/** The release whose protocol this node speaks. */
const SERVER_VERSION = '23.10.6';

const FEATURES = new Map<string, string[]>([
  [StreamsService.read.path, ['position', 'events']],
  [StreamsService.batchAppend.path, ['deadline_duration']],
  [ProjectionsService.create.path, ['track_emitted_streams']],
  ...Object.values(PersistentSubscriptionsService).map(({ path }): [string, string[]] => [
    path,
    ['stream', 'all'],
  ]),
]);

/**
 * Tells clients which methods there are, those that are not served among them: a client that does not find one here
 * never asks for it, and blames the release of the server or falls back to HTTP.
 */
export function serverFeaturesService(): UntypedServiceImplementation {
  const answer = new SupportedMethods().setEventStoreServerVersion(SERVER_VERSION);
  const served = [StreamsService, GossipService, ServerFeaturesService];
  for (const service of [...served, ...UNSERVED_SERVICES])
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
