import { z } from 'zod';
import { RESERVATION_ID } from '../answer-fields';

/** Which reservations one came out of or went into, by their full ids. */
export const relationsAnswer = {
  splitProperties: z
    .strictObject({
      splitSource: RESERVATION_ID.exactOptional(),
      splitDestinations: z.array(RESERVATION_ID).min(1).exactOptional(),
    })
    .describe('There for what a split or a partial return divided, or made.')
    .exactOptional(),
  mergeProperties: z
    .strictObject({
      mergeDestination: RESERVATION_ID.exactOptional(),
      mergeSources: z.array(RESERVATION_ID).min(1).exactOptional(),
    })
    .describe('There for what was merged, and for what it became.')
    .exactOptional(),
  renewSource: RESERVATION_ID.describe('What it was bought in place of.').exactOptional(),
  renewDestination: RESERVATION_ID.describe('What was bought in its place.').exactOptional(),
};

export const relations = z.strictObject(relationsAnswer);
