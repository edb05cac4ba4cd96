import { randomUUID } from 'node:crypto';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { type Empty, UUID } from '@eventstore/db-client/generated/shared_pb';
import { type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';

const TICKS_PER_MS = 10_000;

export type AdvertisedAddress = Readonly<{ host: string; port: number }>;

/** A cluster of one that leads itself, for clients that discover their node. */
export function gossipService(
  address: () => AdvertisedAddress,
  now: () => number,
): UntypedServiceImplementation {
  const instanceId = new UUID().setString(randomUUID());
  const read: handleUnaryCall<Empty, ClusterInfo> = (_call, callback) => {
    const { host, port } = address();
    const self = new MemberInfo()
      .setInstanceId(instanceId)
      .setTimeStamp(String(Math.trunc(now()) * TICKS_PER_MS))
      .setState(MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
    callback(null, new ClusterInfo().setMembersList([self]));
  };
  return { read };
}
