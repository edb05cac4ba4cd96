export * as Calendar from './kernel/calendar';
export { type Day, type Instant, type Month } from './kernel/calendar';
export * as Money from './kernel/money';
export { type Brand } from './kernel/brand';
export { unreachable } from './kernel/unreachable';
