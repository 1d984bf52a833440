/** A story that has failed once, with what it found. */
export type Regression = { seed: number; reason: string };

/**
 * Seeds of the simulation (tests/sim) that have failed, told again before all others. A change of the simulation
 * itself gives its seeds other stories; a defect that must never come back therefore has a test of its own as well.
 */
export const regressions: readonly Regression[] = [
  { seed: 165, reason: 'the same write at the same version of another history' },
  { seed: 276, reason: 'own words hanging on words that the server had lost' },
  { seed: 20169, reason: 'own words hanging on words that the server had lost' },
  { seed: 232, reason: 'a phone between the end of one history of the server and the whole of the next' },
  { seed: 170, reason: 'a long outbox, run again over rows that were known, lost its transaction' },
];
