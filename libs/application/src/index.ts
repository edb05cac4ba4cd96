export {
  type ApplicationRejection,
  type ApplicationRejectionCode,
} from './messages/application-rejection';
export * from './messages/billing-account.messages';
export { type Done, type Outcome } from './messages/outcome';
export * from './messages/purchase.messages';
export * from './messages/refund.messages';
export * from './messages/running.messages';
