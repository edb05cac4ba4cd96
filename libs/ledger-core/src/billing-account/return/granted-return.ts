import { type Reckoned } from '../../policy/reckoning';
import { type ReservationToReturn } from '../commands';
import { type CapUse } from '../events/return-events';
import { type ReservationState } from '../state/state';
import { type ReckonedReturn } from './reckon-return';
import { type ReturnConditions } from './return-conditions';

/** A return that nothing speaks against any more: what, by which conditions, and what it comes to. */
export type GrantedReturn = Readonly<{
  item: ReservationToReturn;
  reservation: Readonly<ReservationState>;
  conditions: ReturnConditions;
  reckoned: ReckonedReturn;
  /** How the remaining commitment came about. */
  commitment: Reckoned;
  cap: CapUse;
  /** How the counted amount came about; nothing outside the cap. */
  counting: Reckoned | undefined;
  reason?: string;
}>;
