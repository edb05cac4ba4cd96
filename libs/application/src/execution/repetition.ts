import { type JsonObject, type Principal } from '#ledger-core';
import { type CommandId } from '#event-log';
import { type Outcome } from '../messages/outcome';
import { type FirstAnswer, type History } from './history/history';
import { hashOf } from './operation';
import { type Order, type StreamEvent } from './stream-kind';

/** What a command that stands in the stream already comes to: its first answer, or a refusal of another request. */
export function repetition<State, Event extends StreamEvent>(
  history: History<State>,
  order: Order<State, Event>,
): Outcome<JsonObject> | undefined {
  const first = history.commands.get(order.commandId);
  if (first === undefined) return undefined;
  if (!isBy(first, order.principal) && order.ofAnotherPrincipal !== undefined)
    return { outcome: 'rejected', rejection: order.ofAnotherPrincipal };
  if (first.hash !== hashOf(order)) return { outcome: 'rejected', rejection: order.reused };
  return firstAnswer(history, order.commandId, true);
}

function isBy({ principal, tenant }: FirstAnswer, { id, tenantId }: Principal): boolean {
  return principal === id && tenant === tenantId;
}

/** The answer of a command that is folded. @throws Error when it is not. */
export function firstAnswer<State>(
  history: History<State>,
  id: CommandId,
  replayed: boolean,
): Outcome<JsonObject> {
  const first = history.commands.get(id);
  if (first === undefined) throw new Error(`${history.stream}: ${id} is not folded`);
  return { outcome: 'done', answer: first.answer, position: first.position, replayed };
}
