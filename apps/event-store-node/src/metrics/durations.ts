/** From what is answered out of memory to what waits for a database that hangs. */
export const DURATIONS_SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

/** In a second. */
export const MILLISECONDS = 1_000;
