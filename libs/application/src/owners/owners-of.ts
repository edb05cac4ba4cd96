import { type JsonObject, principalId } from '#ledger-core';
import { textsOf } from '../json-reading';
import { type OwnersOfOrder } from '../messages/owners.messages';

/** The answer of a change of owners as it stands in the log. */
export function ownersOf(answer: JsonObject): OwnersOfOrder {
  return textsOf(answer, 'owners').map(principalId);
}
