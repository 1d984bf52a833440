import { wallClock } from '#domain/days.ts';
import type { Format } from '../i18n/format.ts';
import { cityOf } from './booking-words.ts';

export type ZoneLine = { zone: string; day: string; time: string; city: string };

/**
 * An instant as the clocks show it where the reader is and where the visit was; one line where that is the same time.
 *
 * @param instant ms since the epoch
 */
export function inBothZones(instant: number, own: string, host: string, format: Format): ZoneLine[] {
  const lines = [own, host].map((zone) => {
    const { day, time } = wallClock(instant, zone);
    return { zone, day: format.day(day), time, city: cityOf(zone) };
  });
  const [first, second] = lines;
  return first && second && first.day === second.day && first.time === second.time ? [first] : lines;
}
