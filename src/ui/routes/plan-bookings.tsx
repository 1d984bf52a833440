import { getExchange, participantsById } from '#store/queries/exchange.ts';
import { listRows } from '#store/queries/rows.ts';
import { pendingRowIds } from '#store/queries/sync.ts';
import type { Store } from '#store/store.ts';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { BookingCard } from './booking-card.tsx';
import { BookingFiles } from './booking-files.tsx';

async function readBookings(store: Store) {
  const [bookings, files, people, pending, exchange] = await Promise.all([
    listRows(store, 'booking'),
    listRows(store, 'bookingFile'),
    participantsById(store),
    pendingRowIds(store),
    getExchange(store),
  ]);
  const ofFile = Map.groupBy(files, ({ bookingId }) => bookingId);
  const startOf = ({ start }: (typeof bookings)[number]) => (start ? `${start.day} ${start.time ?? ''}` : '~');
  bookings.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  return { bookings, ofFile, data: { people, pending, currency: exchange?.currency ?? 'EUR' } };
}

/** What the Hub has booked, to read: it alone changes it. */
export function PlanBookings() {
  const { t } = useMessages();
  const store = useStore();
  const known = useLive(() => readBookings(store), [store]);
  if (!known) return null;
  const { bookings, ofFile, data } = known;
  return (
    <>
      <h3>{t('practical-bookings')}</h3>
      {bookings.length === 0 && <p class="subtle">{t('practical-bookings-none')}</p>}
      {bookings.map((booking) => {
        const files = ofFile.get(booking.id) ?? [];
        return (
          <BookingCard key={booking.id} booking={booking} files={files} data={data}>
            {files.length > 0 && <BookingFiles booking={booking} files={files} />}
          </BookingCard>
        );
      })}
    </>
  );
}
