import '../styles/report-planned.css';
import { useLocation } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { LiveBlock, Section as ReportSection } from '#domain/report/schema.ts';
import { outcomesByDay, visitBegins } from '#domain/schedule/outcome.ts';
import { listInOrder, listRows } from '#store/queries/rows.ts';
import { listSessions } from '#store/queries/schedule.ts';
import type { Store } from '#store/store.ts';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { ReportTotals } from './report-live.tsx';
import { PlannedDay } from './report-planned-day.tsx';
import { AnsweredQuestions, ObjectiveOutcomes } from './report-planned-plan.tsx';

async function readPlanned(store: Store, exchange: Exchange) {
  const [sections, sessions, changes, objectives, steps, questions] = await Promise.all([
    listRows(store, 'section'),
    listSessions(store),
    listRows(store, 'sessionChange'),
    listInOrder(store, 'objective'),
    listRows(store, 'objectiveStep'),
    listInOrder(store, 'question'),
  ]);
  const taken = (block: LiveBlock) => sections.find((section) => section.taken?.[block]);
  return { taken, days: outcomesByDay(sessions, changes, visitBegins(exchange)), objectives, steps, questions };
}

/** What the schedule and the plan say of how it went, to be read while one writes: it is changed where it stands. */
export function PlannedAndDone({ exchange }: { exchange: Exchange }) {
  const { t } = useMessages();
  const store = useStore();
  const planned = useLive(() => readPlanned(store, exchange), [store, exchange]);
  // The open form stands in the address, so that a reload or a killed page brings it back.
  const { query, route } = useLocation();
  const wall = wallClock(useNow(), exchange.hostZone);
  if (!planned) return null;
  const { taken, days, objectives, steps, questions } = planned;
  return (
    <Section title={t('planned-title')}>
      <p class="subtle small">{t('planned-source')}</p>
      {taken('schedule') ? (
        <InText section={taken('schedule')} title={t('publish-schedule')} />
      ) : days.length === 0 ? (
        <p class="subtle">{t('planned-no-sessions')}</p>
      ) : (
        <div class="planned-days">
          {days.map((day) => (
            <PlannedDay key={day.day} {...day} wall={wall} />
          ))}
        </div>
      )}
      <p class="planned-link">
        <a href="/plan/schedule">{t('planned-open-schedule')}</a>
      </p>
      <ObjectiveOutcomes
        objectives={objectives}
        steps={steps}
        zone={exchange.hostZone}
        progressing={query.progress}
        onProgress={(id) => route(`/report?progress=${id}`, true)}
        onClose={() => route('/report', true)}
      />
      {taken('questions') ? (
        <InText section={taken('questions')} title={t('planned-questions')} />
      ) : (
        <AnsweredQuestions questions={questions} />
      )}
      <p class="planned-link">
        <a href="/plan">{t('planned-open-plan')}</a>
      </p>
      {taken('totals') ? <InText section={taken('totals')} title={t('publish-finances')} /> : <ReportTotals />}
    </Section>
  );
}

/** What was taken into the text is read there, and not beside it. */
function InText({ section, title }: { section: ReportSection | undefined; title: string }) {
  const { t } = useMessages();
  if (!section) return null;
  return (
    <p class="planned-link">
      <a href={`/report/${section.id}`}>{t('live-in-text', title, t(`section-${section.key}`))}</a>
    </p>
  );
}
