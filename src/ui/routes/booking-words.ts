import type { Booking, LocalTime } from '#domain/booking/schema.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';

export const bookingTones = { planned: 'notice', booked: 'success', cancelled: 'error' } as const;

/** What a booking is called: the journey, the hotel, the insurer; or at least its kind. */
export function bookingTitle({ kind, from, to, provider }: Booking, t: Translate): string {
  if (kind === 'travel' && (from || to)) return [from || '…', to || '…'].join(' → ');
  return provider || t(`booking-kind-${kind}`);
}

/** “Tuesday 12 May, 08:40 (Prague)”: as the clocks show it there. The zone is named by its city. */
export function localTimeWords({ day, time, zone }: LocalTime, t: Translate, format: Format): string {
  const date = format.day(day);
  return time === null ? date : t('booking-moment', date, time, cityOf(zone));
}

/** The city that an IANA time zone is named after. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
