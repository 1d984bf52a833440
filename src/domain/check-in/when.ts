import { addDays, dayDistance } from '../days.ts';

/** How long after the visit an answer of the Hub is still looked for on Today, in days. */
const afterwards = 14;

/**
 * Whether a participant is asked how it goes (`ask`: from the middle day of the visit to its last), or only shown what
 * they said and what came back (`read`).
 *
 * @param today in host time
 */
export function checkInPhase(
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
  today: string,
): 'ask' | 'read' | undefined {
  const middle = addDays(firstDay, Math.floor(dayDistance(firstDay, lastDay) / 2));
  if (today < middle || today > addDays(lastDay, afterwards)) return undefined;
  return today <= lastDay ? 'ask' : 'read';
}
