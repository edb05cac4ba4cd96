/** Locks that all processes on one database share. */
export abstract class WorkLocks {
  /** Works while nobody else holds the lock of that name; says at once when somebody does. */
  abstract whileHeld<Result>(name: string, work: () => Promise<Result>): Promise<Result | 'held'>;
}
