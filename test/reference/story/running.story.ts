import { type StoryStep } from '../story-step';

/** Time, and what it makes due. */
export const RUNNING: readonly StoryStep[] = [
  {
    operation: 'running.clock',
    title: 'Where the test clock stands',
    as: 'auditor',
    status: 200,
  },
  {
    operation: 'running.setClock',
    title: 'It never goes back',
    as: 'admin',
    body: () => ({ to: '2021-01-01T00:00:00Z' }),
    status: 409,
  },
  {
    operation: 'running.runDays',
    title: 'Once more, up to today',
    as: 'admin',
    body: () => ({ through: '2021-03-29' }),
    status: 200,
  },
  {
    operation: 'running.runDays',
    title: 'A day that is yet to come',
    as: 'admin',
    body: () => ({ through: '2031-01-01' }),
    status: 400,
  },
  {
    operation: 'running.currentRun',
    title: 'What the last run did',
    as: 'auditor',
    status: 200,
  },
  {
    operation: 'parkedAccounts.parked',
    title: 'Nothing is parked',
    as: 'auditor',
    status: 200,
  },
];
