import { cdxIconClock, cdxIconMapPin, cdxIconUserAvatarOutline } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import { minutesUntil } from '#domain/schedule/host-clock.ts';
import type { NowAndNext } from '#domain/schedule/now-next.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages, useStore } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { durationWords, TimeRange } from './schedule-words.tsx';
import { markWrite } from './session-writes.ts';
import { TodayNext } from './today-next.tsx';

type People = ReadonlyMap<string, Participant>;
type TodayNowProps = { shown: NowAndNext; exchange: Exchange; people: People; now: number };

/** What is on, with the time left, in host time wherever the phone is; when nothing is, what comes next. */
export function TodayNow({ shown, exchange, people, now }: TodayNowProps) {
  const { t } = useMessages();
  const saving = useSaving();
  const store = useStore();
  const mayMark = useMay('session.mark');
  const markDone = (id: string) => void saving.save(() => store.mutateAll([markWrite(store, id, 'done')]));
  return (
    <section aria-labelledby="now-and-next">
      <h2 id="now-and-next" class="visually-hidden">
        {t('today-now')}
      </h2>
      <div class="now-next">
        {shown.now.map((session) => (
          <SessionCard key={session.id} session={session} exchange={exchange} people={people} when={leftWords(session)}>
            {mayMark && (
              <Button
                weight="quiet"
                action="progressive"
                onClick={() => markDone(session.id)}
                aria-describedby={`now-${session.id}`}
              >
                {t('session-mark-done')}
              </Button>
            )}
          </SessionCard>
        ))}
        {shown.now.length === 0 && <p class="subtle">{t(shown.next ? 'today-nothing-now' : 'today-nothing-left')}</p>}
        {shown.now.length === 0 && <TodayNext shown={shown} exchange={exchange} now={now} />}
      </div>
      <SaveOutcome state={saving.state} />
    </section>
  );

  function leftWords({ day, end }: Session): string {
    const left = minutesUntil({ day, time: end }, exchange.hostZone, now);
    return t('today-left', durationWords(t, Math.max(left, 0)));
  }
}

type SessionCardProps = {
  session: Session;
  exchange: Exchange;
  people: People;
  /** The time left. */
  when: string;
  children: ComponentChildren;
};

/** A session that is on: all that one needs to be there. */
function SessionCard({ session, exchange, people, when, children }: SessionCardProps) {
  const { t } = useMessages();
  const lead = session.leadId ? people.get(session.leadId)?.name : undefined;
  return (
    <article class="now-card now-card--on">
      <div class="now-head">
        <p class="now-when">{when}</p>
        {children}
      </div>
      <h3 id={`now-${session.id}`}>
        <a href={`/plan/schedule/${session.id}`}>{session.title}</a>
      </h3>
      <ul class="now-facts">
        <li>
          <Icon icon={cdxIconClock} size="small" />
          <TimeRange {...session} />
        </li>
        <Place session={session} exchange={exchange} />
        {lead && (
          <li>
            <Icon icon={cdxIconUserAvatarOutline} size="small" />
            <span>{t('session-led-by', lead)}</span>
          </li>
        )}
      </ul>
    </article>
  );
}

/** The session's own place; without one, the venue of the visit. The address stands with the venue that it belongs to. */
function Place({ session, exchange }: { session: Session; exchange: Exchange }) {
  const place = session.place || exchange.venue;
  // “Dílna 12, room Loft” is in “Dílna 12, shared workshop”.
  const house = exchange.venue.split(',', 1)[0] ?? '';
  const address = house !== '' && place.startsWith(house) ? exchange.address : '';
  if (!place) return null;
  return (
    <li>
      <Icon icon={cdxIconMapPin} size="small" />
      <span>
        {place}
        {address && <span class="now-address subtle small">{address.split('\n').join(', ')}</span>}
      </span>
    </li>
  );
}
