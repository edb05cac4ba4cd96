export {
  type EventStoreNode,
  type EventStoreNodeOptions,
  startEventStoreNode,
} from './event-store-node';
export { type Login } from './access/login';
export { type ServerTls } from './access/server-credentials';
export {
  type AppendEnd,
  type GroupWritten,
  type NodeObserver,
  UNOBSERVED,
} from './observation/node-observer';
export { type NodeReadiness, type NodeState } from './observation/node-state';
export { type NodeLogger } from './services/node-logger';
