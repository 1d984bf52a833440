import { cdxIconCheck } from '@wikimedia/codex-icons';
import { useId } from 'preact/hooks';
import type { Objective } from '#domain/plan/schema.ts';
import type { Coverage } from '#domain/schedule/coverage.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { Icon } from '../components/icon.tsx';
import { useMessages, useStore } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { durationWords } from './schedule-words.tsx';
import { stampNow } from './session-writes.ts';

/**
 * Sessions down, objectives across: on a phone one scrolls down through many sessions, and few objectives fit beside
 * their names. Each objective has its number as heading, and its words in the list above.
 */
export function CoverageTable({ coverage: { objectives, sessions } }: { coverage: Coverage }) {
  const { t, format } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const legend = useId();

  function serve(session: Session, objective: Objective, serves: boolean): void {
    const args = { id: session.id, objectiveId: objective.id, serves, stamp: stampNow(store) };
    void saving.save(() => store.mutate('session.serve', args));
  }

  return (
    <>
      <ol id={legend} class="coverage-legend" aria-label={t('objective-list')}>
        {objectives.map(({ objective, count, minutes }) => (
          <li key={objective.id}>
            {objective.title}{' '}
            <span class="subtle small">
              {count === 0 ? t('coverage-none') : t('coverage-sum', count, durationWords(t, minutes))}
            </span>
          </li>
        ))}
      </ol>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard */}
      <section class="coverage-scroll" tabIndex={0} aria-label={t('coverage-title')}>
        <table class="coverage" aria-describedby={legend}>
          <thead>
            <tr>
              <th scope="col">{t('session-title')}</th>
              {objectives.map(({ objective }, at) => (
                <th key={objective.id} scope="col" abbr={objective.title}>
                  <span aria-hidden="true">{format.number(at + 1)}</span>
                  <span class="visually-hidden">{objective.title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <th scope="row">
                  <a href={`/plan/schedule/${session.id}`}>{session.title}</a>
                  <span class="subtle small">
                    {format.day(session.day, 'short')}, {session.start}
                  </span>
                </th>
                {objectives.map(({ objective }) => (
                  <td key={objective.id}>
                    <Cell session={session} objective={objective} onServe={serve} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </>
  );
}

type CellProps = {
  session: Session;
  objective: Objective;
  onServe: (session: Session, objective: Objective, serves: boolean) => void;
};

function Cell({ session, objective, onServe }: CellProps) {
  const { t } = useMessages();
  const mayEdit = useMay('session.serve');
  const serves = session.objectiveIds.includes(objective.id);
  const mark = serves && <Icon icon={cdxIconCheck} size="small" />;
  if (!mayEdit) {
    return serves ? <Icon icon={cdxIconCheck} size="small" label={t('coverage-serves')} /> : null;
  }
  return (
    <button
      type="button"
      class="coverage-cell"
      aria-pressed={serves}
      aria-label={t('coverage-cell', session.title, objective.title)}
      onClick={() => onServe(session, objective, !serves)}
    >
      {mark}
    </button>
  );
}
