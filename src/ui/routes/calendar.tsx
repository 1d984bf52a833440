import '../styles/calendar.css';
import { cdxIconDownload } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { scheduleEvents } from '#domain/calendar/schedule-events.ts';
import { writeCalendar } from '#domain/calendar/write.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { listRows } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { CalendarAddress } from './calendar-address.tsx';
import { CalendarImport } from './calendar-import.tsx';
import { readSchedule } from './schedule.tsx';

/** The schedule in one's own calendar, and sessions out of a calendar. */
export function CalendarPage() {
  const { t } = useMessages();
  const store = useStore();
  const mayAdd = useMay('session.add');
  const data = useLive(() => readSchedule(store), [store]);
  return (
    <Page title={t('calendar-title')} back={{ href: '/plan/schedule', label: t('schedule-title') }}>
      {!data && <Loading />}
      {data && !data.exchange && <NotDownloaded />}
      {data?.exchange && (
        <>
          <CalendarFile exchange={data.exchange} />
          <CalendarAddress />
          {mayAdd && <CalendarImport exchange={data.exchange} sessions={data.sessions} />}
        </>
      )}
    </Page>
  );
}

/** A file made on the phone: it needs no network. */
function CalendarFile({ exchange }: { exchange: Exchange }) {
  const { t } = useMessages();
  const { device } = useApp();
  const store = useStore();
  const [isFailed, setFailed] = useState(false);

  async function save(): Promise<void> {
    const text = await calendarOf(store, exchange);
    await device.saveFile(new Blob([text], { type: 'text/calendar' }), 'carnet-schedule.ics');
  }

  return (
    <Section title={t('calendar-file')}>
      <p>{t('calendar-file-text')}</p>
      <div class="actions">
        <Button
          icon={cdxIconDownload}
          onClick={() => {
            setFailed(false);
            // Closing the share sheet is no failure, and can't be told from one: the words fit both.
            save().catch(() => setFailed(true));
          }}
        >
          {t('calendar-file-save')}
        </Button>
      </div>
      {isFailed && <Message announce>{t('calendar-file-failed')}</Message>}
    </Section>
  );
}

async function calendarOf(store: Store, exchange: Exchange): Promise<string> {
  const [sessions, changes, people] = await Promise.all([
    listRows(store, 'session'),
    listRows(store, 'sessionChange'),
    listRows(store, 'participant'),
  ]);
  const events = scheduleEvents({ exchange, sessions, changes, people }, store.context.participantId);
  return writeCalendar({ name: `Carnet: ${exchange.topic}`, events, at: store.instant(), refresh: 0 });
}
