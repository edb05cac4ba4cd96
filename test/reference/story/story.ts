import { type StoryStep } from '../story-step';
import { BUYING } from './buying.story';
import { CHANGING } from './changing.story';
import { EXCHANGING } from './exchanging.story';
import { OPENING } from './opening.story';
import { OTHER_ACCOUNTS } from './other-accounts.story';
import { OWNING } from './owning.story';
import { PAPERS } from './papers.story';
import { RETURNING } from './returning.story';
import { RUNNING } from './running.story';

/** What the reference tells, in the order in which it happens. */
export const STORY: readonly StoryStep[] = [
  ...OPENING,
  ...BUYING,
  ...PAPERS,
  ...CHANGING,
  ...RETURNING,
  ...EXCHANGING,
  ...OWNING,
  ...OTHER_ACCOUNTS,
  ...RUNNING,
];
