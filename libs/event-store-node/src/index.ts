export {
  type EventStoreNode,
  type EventStoreNodeOptions,
  startEventStoreNode,
} from './event-store-node';
export { type NodeLogger } from './services/node-logger';
