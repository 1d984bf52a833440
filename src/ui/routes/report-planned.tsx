import '../styles/report-planned.css';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { outcomesByDay, visitBegins } from '#domain/schedule/outcome.ts';
import { listInOrder, listRows } from '#store/queries/rows.ts';
import { listSessions } from '#store/queries/schedule.ts';
import type { Store } from '#store/store.ts';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { PlannedDay } from './report-planned-day.tsx';
import { AnsweredQuestions, ObjectiveOutcomes } from './report-planned-plan.tsx';

async function readPlanned(store: Store, exchange: Exchange) {
  const [sessions, changes, objectives, steps, questions] = await Promise.all([
    listSessions(store),
    listRows(store, 'sessionChange'),
    listInOrder(store, 'objective'),
    listRows(store, 'objectiveStep'),
    listInOrder(store, 'question'),
  ]);
  return { days: outcomesByDay(sessions, changes, visitBegins(exchange)), objectives, steps, questions };
}

/** What the schedule and the plan say of how it went, to be read while one writes: it is changed where it stands. */
export function PlannedAndDone({ exchange }: { exchange: Exchange }) {
  const { t } = useMessages();
  const store = useStore();
  const planned = useLive(() => readPlanned(store, exchange), [store, exchange]);
  const wall = wallClock(useNow(), exchange.hostZone);
  if (!planned) return null;
  const { days, objectives, steps, questions } = planned;
  return (
    <Section title={t('planned-title')}>
      <p class="subtle small">{t('planned-source')}</p>
      {days.length === 0 ? (
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
      <ObjectiveOutcomes objectives={objectives} steps={steps} zone={exchange.hostZone} />
      <AnsweredQuestions questions={questions} />
      <p class="planned-link">
        <a href="/plan">{t('planned-open-plan')}</a>
      </p>
    </Section>
  );
}
