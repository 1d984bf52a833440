import { byStart } from '#domain/booking/order-of-times.ts';
import type { Booking, BookingFile } from '#domain/booking/schema.ts';
import { byOrder } from '#domain/order.ts';
import type { Store } from '../store.ts';
import { listRows } from './rows.ts';

export type BookingWithFiles = { booking: Booking; files: BookingFile[] };

/** All bookings with their files, the earliest first; cancelled ones too, at the end. */
export async function listBookings(store: Store): Promise<BookingWithFiles[]> {
  const [bookings, files] = await Promise.all([listRows(store, 'booking'), listRows(store, 'bookingFile')]);
  const byBooking = Map.groupBy(files.sort(byOrder), ({ bookingId }) => bookingId);
  const isOff = ({ state }: Booking) => Number(state === 'cancelled');
  return bookings
    .sort((a, b) => isOff(a) - isOff(b) || byStart(a, b))
    .map((booking) => ({ booking, files: byBooking.get(booking.id) ?? [] }));
}
