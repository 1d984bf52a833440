import '../styles/report-sign.css';
import { cdxIconClock } from '@wikimedia/codex-icons';
import { dayDistance, reportDueDay, wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { whoIsNext } from '#domain/signature/signature.ts';
import type { SignaturesOnDevice } from '#store/queries/report-signature.ts';
import { Chip } from '../components/chip.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { useApp, useMessages } from '../context.ts';
import { turnKeys } from './report-sign-words.ts';
import { countReportWords } from './report-word-count.ts';

type StatusProps = {
  known: SignaturesOnDevice;
  exchange: Exchange;
  /** Open comments that ask one’s own side to do something. */
  todos: number;
};

/** How long the report is, what is missing, the days left, and who is next. */
export function ReportStatus({ known, exchange, todos }: StatusProps) {
  const { t, format } = useMessages();
  const { missing, content, state, review } = known;
  const words = countReportWords(content);
  const lacking = missing.sections.length + (missing.action ? 1 : 0);
  const isAccepted = review === 'approved' && state === 'signed';
  const parts = [
    t('status-words', format.number(words), words),
    lacking > 0 ? t('status-missing', lacking) : t('status-complete'),
    t(turnKeys[whoIsNext(known, isAccepted)]),
    ...(todos > 0 ? [t('comment-todos', todos)] : []),
  ];
  return (
    <section class="report-status" aria-label={t('status-line')}>
      {state !== 'signed' && (
        <p class="row">
          <Due exchange={exchange} /> <HelpLink topic="report" />
        </p>
      )}
      <p class="small">{parts.join(' · ')}</p>
    </section>
  );
}

/** The report is due one calendar month after the visit (Handbook). */
function Due({ exchange }: Pick<StatusProps, 'exchange'>) {
  const { t, format } = useMessages();
  const { now } = useApp();
  const due = reportDueDay(exchange.lastDay);
  const left = dayDistance(wallClock(now(), exchange.hostZone).day, due);
  const words =
    left >= 0
      ? t('report-due', format.day(due, 'medium'), left)
      : t('report-overdue', format.day(due, 'medium'), -left);
  return (
    <Chip tone={left < 0 ? 'error' : left < 7 ? 'warning' : 'notice'} icon={cdxIconClock}>
      {words}
    </Chip>
  );
}
