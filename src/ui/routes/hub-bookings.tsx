import { cdxIconAdd } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';
import { BookingCard } from './booking-card.tsx';
import { BookingDialog } from './booking-dialog.tsx';
import { BookingFiles } from './booking-files.tsx';
import type { HubExchangeData } from './hub-exchange-data.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';

/** Travel, lodging and insurance, as the Hub books them and everybody of the exchange reads them. */
export function HubBookings({ data }: { data: HubExchangeData }) {
  const { t } = useMessages();
  const { query, route } = useLocation();
  const saving = useSaving();
  const { bookings, expenses } = data;
  const open = (id: string) => route(`/hub/exchange/bookings?booking=${id}`, true);
  const add = (
    <Button icon={cdxIconAdd} weight={bookings.length === 0 ? 'primary' : 'normal'} onClick={() => open('new')}>
      {t('booking-new')}
    </Button>
  );
  return (
    <Section title={t('booking-list')} action={bookings.length > 0 && add}>
      {bookings.length === 0 && (
        <EmptyState title={t('booking-none')} action={add}>
          {t('booking-none-text')}
        </EmptyState>
      )}
      <div class="hub-bookings">
        {bookings.map((entry) => (
          <BookingCard key={entry.booking.id} {...entry} data={expenses}>
            <BookingFiles
              {...entry}
              mayAdd
              action={
                <Button aria-describedby={`booking-${entry.booking.id}`} onClick={() => open(entry.booking.id)}>
                  {t('plan-edit')}
                </Button>
              }
            />
          </BookingCard>
        ))}
      </div>
      <SaveOutcome state={query.booking ? 'idle' : saving.state} />
      {query.booking && (
        <BookingDialog
          key={query.booking}
          which={query.booking}
          data={data}
          saving={saving}
          onClose={() => route('/hub/exchange/bookings', true)}
        />
      )}
    </Section>
  );
}
