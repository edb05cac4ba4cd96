import { Command } from '@nestjs/cqrs';
import { type PrincipalId } from '#ledger-core';
import { type Outcome } from './outcome';
import { type OfOrder } from './reservation-changes.messages';

type ChangeOfOwners = OfOrder & Readonly<{ owner: PrincipalId }>;

/** All Owners of the order afterwards, the longest first. */
export type OwnersOfOrder = readonly PrincipalId[];

/** Makes somebody an Owner (R-ACC-1); answered when the read models have it. */
export class AddOwner extends Command<Outcome<OwnersOfOrder>> {
  constructor(readonly input: ChangeOfOwners) {
    super();
  }
}

/** Makes an Owner one no more, unless it is the last (R-ACC-1); answered when the read models have it. */
export class RemoveOwner extends Command<Outcome<OwnersOfOrder>> {
  constructor(readonly input: ChangeOfOwners) {
    super();
  }
}
