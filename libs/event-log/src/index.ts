export { type ChainCheck, type ChainedEvent, chainHolds, chainStart, verifyChain } from './chain';
export { type ChainLink, parsedChainLink } from './chain-link';
export { canonicalJson } from './canonical-json';
export { type CommandContent, type CommandHash, commandHash } from './command-hash';
export {
  CODECS,
  decodeBillingEvent,
  type Decoded,
  decodeEvent,
  decodeExchangeRateEvent,
  decodePolicyTermsEvent,
  decodeSubscriptionEvent,
  decodeUtilisationEvent,
  encodeEvent,
  type LedgerEvent,
  type LedgerEventType,
} from './codecs/event.codec';
export {
  APPEND_BYTES_MAX,
  type EncodedOperation,
  encodeOperation,
  type Operation,
  type PlainEvent,
} from './encode-operation';
export {
  type AppendOutcome,
  type EncodedEvent,
  EventLog,
  EventLogUnavailable,
  type LoggedEvent,
  type LogMessage,
  type LogSubscription,
  type Position,
  type RecordedEvent,
  type Revision,
  STORE_APPEND_BYTES_MAX,
  type SubscriptionStart,
  type UnreadableEvent,
} from './event-log.port';
export {
  type Actor,
  type EventMetadata,
  type ParsedMetadata,
  parseMetadata,
} from './event-metadata';
export { EventStoreDbEventLog, type EventStoreDbSettings } from './eventstoredb.event-log';
export {
  type CommandId,
  commandId,
  type EventId,
  eventId,
  mintedId,
  parsedCommandId,
  recordedEventId,
} from './ids';
export { InMemoryEventLog, InMemoryEventStore } from './in-memory.event-log';
export {
  billingAccountStream,
  EXCHANGE_RATES_STREAM,
  LEDGER_STREAM_PREFIXES,
  POLICY_TERMS_STREAM,
  recordedStreamName,
  type StreamName,
  type StreamSubject,
  subjectOf,
  subscriptionStream,
  utilisationStream,
} from './stream-names';
export { isWellFormedText, NOT_WELL_FORMED } from './well-formed-text';
