import { wallClock } from '#domain/days.ts';
import type { TrailLine } from '#domain/trail/trail.ts';
import { Chip } from '../components/chip.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type Subject, subjectsOf, subjectWords, writeWords } from './write-subject.ts';

type TrailDaysProps = {
  lines: readonly TrailLine[];
  names: Readonly<Record<string, string>>;
  /** The host's time zone, in which the days and times are told. */
  zone: string;
};

/** The trail by days of the host's clock. */
export function TrailDays({ lines, names, zone }: TrailDaysProps) {
  const store = useStore();
  const { format } = useMessages();
  const subjects = useLive(
    () =>
      subjectsOf(
        store,
        lines.map(({ entry: { id, name, args } }) => ({ id, name, args })),
      ),
    [store, lines.length, lines.at(-1)?.entry.id],
  );
  const days = Map.groupBy(lines, ({ entry }) => wallClock(Date.parse(entry.at), zone).day);
  return (
    <>
      {[...days].map(([day, own]) => (
        <Section key={day} title={<span class="sentence">{`${format.day(day)} ${day.slice(0, 4)}`}</span>}>
          {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
          <ul class="list" role="list">
            {own.map((line) => (
              <Line
                key={line.entry.id}
                line={line}
                who={names[line.entry.participantId]}
                subject={subjects?.get(line.entry.id)}
                zone={zone}
              />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

type LineProps = { line: TrailLine; who: string | undefined; subject: Subject | undefined; zone: string };

function Line({ line: { entry, count }, who, subject, zone }: LineProps) {
  const { t, format } = useMessages();
  const at = Date.parse(entry.at);
  const about = subjectWords(t, subject);
  return (
    <li class="list-item trail-line">
      <time class="subtle small" dateTime={entry.at}>
        {format.time(at, zone)}
      </time>
      <div class="trail-what">
        <span>
          <strong>{writeWords(t, entry.name)}</strong>
          {about && <span dir="auto">{` · ${about}`}</span>}
        </span>
        <span class="small subtle">
          <span dir="auto">{who ?? t('hub-trail-unknown')}</span>
          {count > 1 && ` · ${t('hub-trail-times', count)}`}
        </span>
        {entry.code && (
          <span class="row small">
            <Chip tone="error">{t('hub-trail-refused')}</Chip>
            {t(errorKey(entry.code))}
          </span>
        )}
      </div>
    </li>
  );
}
