import type { HostTime } from '#domain/schedule/host-clock.ts';
import type { DayOutcome, SessionOutcome } from '#domain/schedule/outcome.ts';
import type { Slot } from '#domain/schedule/slot.ts';
import { Chip } from '../components/chip.tsx';
import { useMessages } from '../context.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import { SessionStateChip, TimeRange } from './schedule-words.tsx';

type WallProps = { /** What the host's wall shows now. */ wall: HostTime };

/** One day as it was planned; folded, since a visit has up to forty sessions. */
export function PlannedDay({ day, sessions, wall }: DayOutcome & WallProps) {
  const { t, format } = useMessages();
  return (
    <details class="planned-day">
      <summary>
        <span class="sentence">{format.day(day)}</span>
        <span class="subtle small">{dayWords(sessions, wall, t)}</span>
      </summary>
      <ul class="planned-sessions">
        {sessions.map((outcome) => (
          <PlannedSession key={outcome.session.id} {...outcome} isAhead={isAhead(outcome, wall)} />
        ))}
      </ul>
    </details>
  );
}

/** “5 done · 1 moved · 1 dropped”: only what there is. */
function dayWords(sessions: readonly SessionOutcome[], wall: HostTime, t: Translate): string {
  const count = (wanted: SessionOutcome['outcome']) => sessions.filter(({ outcome }) => outcome === wanted).length;
  const ahead = sessions.filter((session) => isAhead(session, wall)).length;
  const moved = sessions.filter(({ movedTo }) => movedTo !== null).length;
  const counts = [
    { words: 'planned-done', number: count('done') },
    { words: 'planned-moved', number: moved },
    { words: 'planned-dropped', number: count('dropped') },
    { words: 'planned-open', number: count('open') - ahead },
    { words: 'planned-ahead', number: ahead },
  ] as const;
  return counts
    .filter(({ number }) => number > 0)
    .map(({ words, number }) => t(words, number))
    .join(' · ');
}

/** Nobody can say yet what became of it. */
function isAhead({ session: { day, end }, outcome }: SessionOutcome, wall: HostTime): boolean {
  return outcome === 'open' && `${day} ${end}` > `${wall.day} ${wall.time}`;
}

function PlannedSession({
  session,
  planned,
  movedTo,
  outcome,
  actual,
  isAhead,
}: SessionOutcome & { isAhead: boolean }) {
  const { t, format } = useMessages();
  const facts = [
    movedTo && movedWords(planned, movedTo, t, format),
    actual && t('planned-actual', `${actual.start}–${actual.end}`),
  ].filter(Boolean);
  return (
    <li>
      <a class="planned-session" href={`/plan/schedule/${session.id}`}>
        <TimeRange {...planned} />
        <span class="planned-name" dir="auto">
          {session.title}
        </span>
      </a>
      {(!isAhead || facts.length > 0) && (
        <p class="row small">
          {outcome !== 'open' && <SessionStateChip state={outcome} />}
          {outcome === 'open' && !isAhead && <Chip>{t('planned-unsaid')}</Chip>}
          {facts.length > 0 && <span>{facts.join(' · ')}</span>}
        </p>
      )}
    </li>
  );
}

/** On the same day only the hours are news. */
function movedWords(from: Slot, to: Slot, t: Translate, format: Format): string {
  const hours = `${to.start}–${to.end}`;
  return to.day === from.day
    ? t('planned-moved-hours', hours)
    : t('planned-moved-day', format.day(to.day, 'short'), hours);
}
