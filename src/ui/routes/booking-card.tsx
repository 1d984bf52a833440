import '../styles/booking.css';
import { cdxIconHeartOutline, cdxIconHome, cdxIconMapPin } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import type { Booking, BookingFile } from '#domain/booking/schema.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import type { Currency } from '#domain/expense/money.ts';
import { Chip } from '../components/chip.tsx';
import { Icon } from '../components/icon.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages } from '../context.ts';
import { bookingTitle, bookingTones, localTimeWords } from './booking-words.ts';

const icons = { travel: cdxIconMapPin, lodging: cdxIconHome, insurance: cdxIconHeartOutline };

type BookingCardProps = {
  booking: Booking;
  files: readonly BookingFile[];
  data: { people: ReadonlyMap<string, Participant>; pending: ReadonlySet<string>; currency: Currency };
  /** Its files, and what can be done with it. */
  children?: ComponentChildren;
};

/** One booking to read: what one says at the counter stands largest. */
export function BookingCard({ booking, files, data, children }: BookingCardProps) {
  const { t } = useMessages();
  const { id, kind, state, reference, note, override } = booking;
  const isPending = data.pending.has(id) || files.some((file) => data.pending.has(file.id));
  return (
    <article class={`booking booking-${state}`} aria-labelledby={`booking-${id}`}>
      <header class="booking-head">
        <Icon icon={icons[kind]} />
        <div>
          <h3 id={`booking-${id}`} dir="auto">
            {bookingTitle(booking, t)}
          </h3>
          <p class="row">
            <Chip tone={bookingTones[state]}>{t(`booking-state-${state}`)}</Chip>
            <span class="subtle small">{t(`booking-kind-${kind}`)}</span>
            <UnsentMark shown={isPending} />
          </p>
        </div>
      </header>
      {reference && (
        <p>
          <span class="subtle small">{t('booking-reference')}</span>
          <strong class="booking-reference">{reference}</strong>
        </p>
      )}
      <BookingFacts booking={booking} data={data} />
      {note && (
        <p class="prose" dir="auto">
          {note}
        </p>
      )}
      {override && (
        <p class="small booking-override">
          {t('booking-override-by', data.people.get(override.by)?.name ?? t('role-hub'), override.reason)}
        </p>
      )}
      {children}
    </article>
  );
}

function BookingFacts({ booking, data }: Pick<BookingCardProps, 'booking' | 'data'>) {
  const { t, format } = useMessages();
  const { kind, provider, place, start, end, cost, personIds } = booking;
  const names = personIds.flatMap((id) => data.people.get(id)?.name ?? []);
  const facts: [string, string][] = [
    [t(`booking-start-${kind}`), start ? localTimeWords(start, t, format) : ''],
    [t(`booking-end-${kind}`), end ? localTimeWords(end, t, format) : ''],
    [t('booking-persons'), format.list(names)],
    [t(`booking-provider-${kind}`), kind === 'travel' ? provider : ''],
    [t('booking-place'), place],
    [t('booking-cost'), cost === null ? '' : format.money(cost, data.currency)],
  ];
  return (
    <dl class="booking-facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="prose" dir="auto">
              {value}
            </dd>
          </div>
        ))}
    </dl>
  );
}
