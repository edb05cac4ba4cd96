import { MonitoringService } from '@eventstore/db-client/generated/monitoring_grpc_pb';
import { OperationsService } from '@eventstore/db-client/generated/operations_grpc_pb';
import { PersistentSubscriptionsService } from '@eventstore/db-client/generated/persistent_grpc_pb';
import { ProjectionsService } from '@eventstore/db-client/generated/projections_grpc_pb';
import { UsersService } from '@eventstore/db-client/generated/users_grpc_pb';
import {
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerWritableStream,
  type ServiceDefinition,
  status,
  type UntypedHandleCall,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { RpcFailure, serverError } from '../protocol/rpc-failure';

const unread = (bytes: Buffer): Buffer => bytes;

/** Not among the client's services: nobody but the server's own tools calls it. Its messages are not looked at. */
const REDACTION: ServiceDefinition = Object.fromEntries(
  ['GetEventPositions', 'SwitchChunks'].map((method) => [
    method,
    {
      path: `/event_store.client.redaction.Redaction/${method}`,
      requestStream: true,
      responseStream: true,
      requestSerialize: unread,
      requestDeserialize: unread,
      responseSerialize: unread,
      responseDeserialize: unread,
    },
  ]),
);

/** What a real server has and this node has not. */
export const UNSERVED_SERVICES: readonly ServiceDefinition[] = [
  PersistentSubscriptionsService,
  ProjectionsService,
  UsersService,
  OperationsService,
  MonitoringService,
  REDACTION,
];

type Unserved = readonly [ServiceDefinition, UntypedServiceImplementation];
type EndlessCall = ServerWritableStream<unknown, unknown> | ServerDuplexStream<unknown, unknown>;

/** Each of those services, whose methods all say that they are not served and where they are. */
export function unservedServices(): readonly Unserved[] {
  return UNSERVED_SERVICES.map((definition) => [definition, refusing(definition)]);
}

function refusing(definition: ServiceDefinition): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(definition).map(([name, { path, responseStream }]) => [
      name,
      responseStream ? refuseStream(path) : refuseAnswer(path),
    ]),
  );
}

const refuseStream =
  (path: string): UntypedHandleCall =>
  (call: EndlessCall): void => {
    call.emit('error', serverError(notServed(path)));
  };

const refuseAnswer =
  (path: string): UntypedHandleCall =>
  (_call: unknown, callback: sendUnaryData<unknown>): void => {
    callback(serverError(notServed(path)));
  };

const notServed = (path: string): RpcFailure =>
  new RpcFailure(
    status.UNIMPLEMENTED,
    `The event store node does not serve ${path}: an EventStoreDB server (23.10, for example) has it, and the ledger needs none of it.`,
  );
