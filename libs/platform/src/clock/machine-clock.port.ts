/** The time of the machine: for tokens, certificates, sessions of processes. Business time is another matter. */
export abstract class MachineClock {
  /** This instant, to the millisecond. */
  abstract now(): Date;
}
