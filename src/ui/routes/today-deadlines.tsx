import { cdxIconJournal, cdxIconSpeechBubbles } from '@wikimedia/codex-icons';
import { reportDueDay } from '#domain/days.ts';
import { planDueDay } from '#domain/deadline/deadlines.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { HelpLink } from '../components/help-link.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';

/** What Help says of the deadline that is shown. */
const topics = { before: 'agreement', during: 'report', after: 'follow-up' } as const;

type DeadlinesProps = { exchange: Exchange; phase: 'before' | 'during' | 'after' };

/** What the programme asks for and by when (Handbook: report within a month, follow-up call). */
export function TodayDeadlines({ exchange, phase }: DeadlinesProps) {
  const { t, format } = useMessages();
  const due = format.day(reportDueDay(exchange.lastDay));
  return (
    <Section title={t('today-deadlines')} action={<a href="/plan/deadlines">{t('deadline-title')}</a>}>
      <List>
        {phase === 'before' && (
          <ListItem
            icon={cdxIconJournal}
            href="/plan"
            title={t('deadline-plan')}
            detail={format.day(planDueDay(exchange.firstDay))}
          />
        )}
        {phase === 'during' && (
          <ListItem
            icon={cdxIconJournal}
            href="/report"
            title={t('today-report')}
            detail={t('today-report-due', due)}
          />
        )}
        {phase === 'after' && (
          <ListItem
            icon={cdxIconSpeechBubbles}
            href="/plan/call"
            title={t('today-follow-up')}
            detail={t('today-follow-up-text')}
          />
        )}
      </List>
      <HelpLink topic={topics[phase]} question={t('deadline-why')} />
    </Section>
  );
}
