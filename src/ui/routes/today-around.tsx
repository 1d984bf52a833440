import { dayDistance, reportDueDay } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import type { Objective, Question } from '#domain/plan/schema.ts';
import type { Session } from '#domain/schedule/schema.ts';
import { LinkButton } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { useMessages } from '../context.ts';

/** The plan's state, as far as the countdown tells of it. */
type Plan = { objectives: readonly Objective[]; questions: readonly Question[]; sessions: readonly Session[] };

/** Before the visit: how long until it begins, and how far the plan is. */
export function Countdown({ exchange, today, plan }: { exchange: Exchange; today: string; plan: Plan }) {
  const { t, format } = useMessages();
  const { firstDay, lastDay, hostCity } = exchange;
  return (
    <Card level={2} accent title={t('today-countdown', dayDistance(today, firstDay))}>
      <p>{t('today-where-when', hostCity, format.dayRange(firstDay, lastDay))}</p>
      <dl class="facts">
        <dt>{t('objective-list')}</dt>
        <dd>{format.number(plan.objectives.length)}</dd>
        <dt>{t('question-list')}</dt>
        <dd>{t('question-count', plan.questions.length)}</dd>
        <dt>{t('session-list')}</dt>
        <dd>{format.number(plan.sessions.filter(({ state }) => state !== 'dropped').length)}</dd>
      </dl>
      <div class="actions">
        <LinkButton href="/plan">{t('today-open-plan')}</LinkButton>
        <LinkButton href="/readiness">{t('readiness-title')}</LinkButton>
      </div>
    </Card>
  );
}

/** After the visit the report is the one thing left to do. */
export function ReportDue({ exchange, today }: { exchange: Exchange; today: string }) {
  const { t, format } = useMessages();
  const due = reportDueDay(exchange.lastDay);
  const left = dayDistance(today, due);
  const title = left >= 0 ? t('today-report-left', left) : t('today-report-late', -left);
  return (
    <Card level={2} accent title={title}>
      <p>{t('today-report-due', format.day(due))}</p>
      <div class="actions">
        <LinkButton href="/report" weight="primary">
          {t('today-open-report')}
        </LinkButton>
      </div>
    </Card>
  );
}
