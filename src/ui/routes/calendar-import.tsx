import { cdxIconUpload } from '@wikimedia/codex-icons';
import { useRef, useState } from 'preact/hooks';
import { type LeftEvent, type ReadCalendar, type ReadEvent, readCalendar } from '#domain/calendar/read.ts';
import { sessionIdOf } from '#domain/calendar/schedule-events.ts';
import { CarnetError, codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { daysToChoose } from '#domain/schedule/slot.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { FillOutcome, useFilling } from './schedule-fill.tsx';

/** Far beyond any calendar that a person keeps, in bytes; reading a larger one would stop the phone. */
const maxBytes = 5_000_000;

type ImportProps = { exchange: Exchange; sessions: readonly Session[] };

/** Takes sessions out of a calendar file: first it shows what is in it, then the person chooses. */
export function CalendarImport({ exchange, sessions }: ImportProps) {
  const { t } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<ReadCalendar | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const filling = useFilling();

  async function take(element: HTMLInputElement): Promise<void> {
    const file = element.files?.[0];
    if (!file) return;
    setRead(null);
    setFailure(null);
    try {
      setRead(await readFile(file, exchange));
    } catch (error) {
      setFailure(codeOf(error, 'file_unreadable'));
    }
    // Emptied, so that the same file can be picked again. Not before it was read: some browsers then let go of it.
    element.value = '';
  }

  return (
    <Section title={t('calendar-import')}>
      <p>{t('calendar-import-text')}</p>
      <div class="actions">
        <Button icon={cdxIconUpload} onClick={() => input.current?.click()}>
          {t('calendar-import-choose')}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('calendar-import-choose')}
        accept=".ics,text/calendar"
        onChange={(event) => void take(event.currentTarget)}
      />
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      {read && (
        <Preview
          read={read}
          sessions={sessions}
          onAdd={async (chosen) => {
            if (await filling.fill(chosen, [])) setRead(null);
          }}
        />
      )}
      <FillOutcome filling={filling} />
    </Section>
  );
}

async function readFile(file: File, exchange: Exchange): Promise<ReadCalendar> {
  if (file.size > maxBytes) throw new CarnetError('file_too_large');
  const days = daysToChoose(exchange);
  const [firstDay = exchange.firstDay, lastDay = exchange.lastDay] = [days[0], days.at(-1)];
  return readCalendar(await file.text(), { firstDay, lastDay, zone: exchange.hostZone });
}

type PreviewProps = {
  read: ReadCalendar;
  sessions: readonly Session[];
  onAdd: (sessions: Session[]) => Promise<void>;
};

function Preview({ read: { events, left }, sessions, onAdd }: PreviewProps) {
  const { t } = useMessages();
  const store = useStore();
  const isKnown = (event: ReadEvent) => sessions.some((session) => isSame(session, event));
  const [chosen, setChosen] = useState(() => new Set(events.filter((event) => !isKnown(event))));
  const choose = (event: ReadEvent, on: boolean) =>
    setChosen(new Set(events.filter((each) => (each === event ? on : chosen.has(each)))));
  const toSession = (event: ReadEvent) => sessionOf(event, store.newId(), t('calendar-untitled'));
  return (
    <div class="stack-tight">
      <p aria-live="polite">{t('calendar-found', events.length, left.length)}</p>
      <ul class="calendar-events">
        {events.map((event) => (
          <li key={`${event.uid} ${event.day} ${event.start}`}>
            <Checkbox checked={chosen.has(event)} onChange={(on) => choose(event, on)}>
              <EventWords event={event} isKnown={isKnown(event)} />
            </Checkbox>
          </li>
        ))}
      </ul>
      {left.length > 0 && <LeftOut left={left} />}
      {events.length > 0 && (
        <div class="actions">
          <Button
            weight="primary"
            disabled={chosen.size === 0}
            onClick={() => void onAdd(events.filter((event) => chosen.has(event)).map(toSession))}
          >
            {t('fill-add', chosen.size)}
          </Button>
        </div>
      )}
    </div>
  );
}

function EventWords({ event, isKnown }: { event: ReadEvent; isKnown: boolean }) {
  const { t, format } = useMessages();
  const { title, day, start, end, isCut, isZoneUnknown } = event;
  const remarks = [
    isKnown && t('calendar-known'),
    isCut && t('calendar-cut'),
    isZoneUnknown && t('calendar-zone-unknown'),
  ];
  return (
    <>
      {title || t('calendar-untitled')}
      <span class="subtle small calendar-when">
        {[`${format.day(day, 'short')}, ${start}–${end}`, ...remarks.filter(Boolean)].join(' · ')}
      </span>
    </>
  );
}

/** What can't become a session is named, so that nobody believes it was taken. */
function LeftOut({ left }: { left: readonly LeftEvent[] }) {
  const { t } = useMessages();
  return (
    <details>
      <summary>{t('calendar-left', left.length)}</summary>
      <ul>
        {left.map(({ title, why }, at) => (
          <li key={at}>
            {title || t('calendar-untitled')} <span class="subtle small">{t(`calendar-left-${why}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** From Carnet itself, or taken in before. */
function isSame(session: Session, { uid, title, day, start }: ReadEvent): boolean {
  return sessionIdOf(uid) === session.id || (session.title === title && session.day === day && session.start === start);
}

function sessionOf({ title, day, start, end, place, note }: ReadEvent, id: string, untitled: string): Session {
  return {
    ...{ id, day, start, end, kind: 'meeting', state: 'planned', leadId: null, objectiveIds: [] },
    title: title.slice(0, lineLimit).toWellFormed() || untitled,
    place: place.slice(0, lineLimit).toWellFormed(),
    note: note.slice(0, proseLimit).toWellFormed(),
  };
}
