/** Everything that goes wrong in a story, each with its probability: of a request, of an answer, or of a step. */
export const networkFaults = {
  'request lost': 0.06,
  'request cut off': 0.03,
  'request shortened': 0.03,
  'request sent twice': 0.08,
  'request refused with 401': 0.015,
  'request refused with 413': 0.04,
  'request refused with 429': 0.015,
  'request refused with 500': 0.015,
  'request refused with 503': 0.015,
  'login page instead of an answer': 0.05,
  'redirect to a login page': 0.02,
  'answer lost': 0.08,
  'answer cut off': 0.03,
  'answer shortened': 0.03,
  'acted upon, then answered with 500': 0.02,
  'acted upon, then answered with 503': 0.02,
} as const;

export const lifeFaults = {
  'tab killed': 0.02,
  'phone switched off': 0.006,
  'clock put wrong': 0.008,
  'sign-in revoked': 0.003,
  'server killed': 0.012,
  'phone restored from an old copy': 0.02,
  'server restored from a backup': 0.008,
} as const;

export type NetworkFault = keyof typeof networkFaults;
export type LifeFault = keyof typeof lifeFaults;
export type Fault = NetworkFault | LifeFault;

export const allFaults = [...Object.keys(networkFaults), ...Object.keys(lifeFaults)] as Fault[];

/** How often each fault has happened. */
export type FaultCounts = Map<Fault, number>;

export function countFault(counts: FaultCounts, fault: Fault): void {
  counts.set(fault, (counts.get(fault) ?? 0) + 1);
}
