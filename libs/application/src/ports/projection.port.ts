/** The tables that are made from the log. */
export abstract class Projection {
  /** Whether the tables hold the log up to a position, at the latest after so many milliseconds. */
  abstract waitFor(position: bigint, milliseconds: number): Promise<boolean>;
}
