import type { ComponentChildren } from 'preact';
import { type Standing, standingOf } from '#domain/board/phase.ts';
import type { AgreementState, BoardEntry } from '#domain/board/schema.ts';
import { dayDistance } from '#domain/days.ts';
import { Chip } from '../components/chip.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useApp, useMessages } from '../context.ts';
import type { Translate } from '../i18n/i18n.ts';
import { travelOf } from './hub-words.ts';

/** The names of the columns, where there is room for columns; a row says them itself to a screen reader. */
export function BoardHead() {
  const { t } = useMessages();
  return (
    <div class="board-grid board-head" aria-hidden="true">
      <span>{t('hub-title')}</span>
      <span>{t('hub-filter-phase')}</span>
      <span>{t('hub-filter-agreement')}</span>
      <span>{t('hub-money-label')}</span>
      <span>{t('hub-waiting')}</span>
      <span>{t('hub-seen')}</span>
    </div>
  );
}

/** One exchange; all of it opens it. */
export function BoardRow({ entry, now }: { entry: BoardEntry; now: number }) {
  const { t } = useMessages();
  return (
    <li class="list-item board-grid board-row">
      <Subject entry={entry} />
      <Cell label={t('hub-filter-phase')}>
        <Phase entry={entry} standing={standingOf(entry, now)} />
      </Cell>
      <Cell label={t('hub-filter-agreement')}>
        <Chip tone={agreementTones[entry.agreement]}>{t(`hub-agreement-${entry.agreement}`)}</Chip>
      </Cell>
      <Cell label={t('hub-money-label')}>
        <Money entry={entry} />
      </Cell>
      <Cell label={t('hub-waiting')}>
        <Waiting entry={entry} />
      </Cell>
      <Cell label={t('hub-seen')}>
        <LastSeen entry={entry} now={now} />
      </Cell>
    </li>
  );
}

function Cell({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="board-cell">
      <span class="board-label">{label}</span>
      {children}
    </div>
  );
}

function Subject({ entry }: { entry: BoardEntry }) {
  const { account, signIn } = useApp();
  const { t, format } = useMessages();
  const { id, topic } = entry;
  return (
    <div class="board-subject">
      <button
        type="button"
        class="button-words board-open"
        aria-label={t('hub-open', topic)}
        onClick={() => void account.openExchange({ id, topic }, '/hub/exchange')}
      >
        <strong dir="auto">{topic}</strong>
      </button>
      <span class="small">{travelOf(entry, t)}</span>
      <span class="small subtle">{format.dayRange(entry.firstDay, entry.lastDay)}</span>
      {signIn?.exchangeId === id && <Chip tone="progressive">{t('hub-open-now')}</Chip>}
    </div>
  );
}

const phaseTones = {
  planning: 'notice',
  visit: 'progressive',
  report: 'warning',
  done: 'success',
  closed: 'notice',
  cancelled: 'error',
} as const;

function Phase({ entry, standing }: { entry: BoardEntry; standing: Standing }) {
  const { t } = useMessages();
  const late = standing.phase === 'report' && standing.days < 0;
  return (
    <>
      <Chip tone={late ? 'error' : phaseTones[standing.phase]}>{t(`hub-phase-${standing.phase}`)}</Chip>
      <span class="small">{daysOf(entry, standing, t)}</span>
    </>
  );
}

function daysOf({ firstDay, lastDay }: BoardEntry, { phase, days }: Standing, t: Translate): string {
  if (phase === 'planning') return t('hub-days-planning', days);
  if (phase === 'visit') return t('hub-days-visit', days, dayDistance(firstDay, lastDay) + 1);
  if (phase === 'done' || phase === 'closed' || phase === 'cancelled') return t(`hub-days-${phase}`);
  return days < 0 ? t('hub-days-late', -days) : t('hub-days-report', days);
}

const agreementTones = {
  none: 'notice',
  'one-side': 'notice',
  agreed: 'success',
  voided: 'warning',
} as const satisfies Record<AgreementState, string>;

function Money({ entry: { spent, approved, currency, uncounted } }: { entry: BoardEntry }) {
  const { t, format } = useMessages();
  const money = format.money(spent, currency);
  const words = approved > 0 ? t('hub-money', money, format.money(approved, currency)) : t('hub-money-none', money);
  return (
    <>
      <span class="small figures">{words}</span>
      {approved > 0 && <ProgressBar label={t('hub-money-label')} value={spent} max={approved} valueText={words} />}
      {uncounted > 0 && <span class="small subtle">{t('hub-money-uncounted', uncounted)}</span>}
    </>
  );
}

function Waiting({ entry: { waiting } }: { entry: BoardEntry }) {
  const { t } = useMessages();
  const { expenses, queries, checkIns, reports } = waiting;
  if (expenses + queries + checkIns + reports === 0) return <span class="small subtle">{t('hub-waiting-none')}</span>;
  return (
    <div class="row">
      {checkIns > 0 && <Chip tone="error">{t('hub-waiting-help', checkIns)}</Chip>}
      {reports > 0 && <Chip tone="warning">{t('hub-waiting-report')}</Chip>}
      {expenses > 0 && <Chip tone="warning">{t('hub-waiting-expenses', expenses)}</Chip>}
      {queries > 0 && <Chip>{t('hub-waiting-queries', queries)}</Chip>}
    </div>
  );
}

function LastSeen({ entry: { people, seen }, now }: { entry: BoardEntry; now: number }) {
  const { t, format } = useMessages();
  const pair = people.filter(({ role }) => role !== 'hub');
  if (pair.length === 0) return <span class="small subtle">{t('hub-seen-nobody')}</span>;
  return (
    <ul class="board-seen small">
      {pair.map(({ id, name }) => {
        const at = seen[id];
        return (
          <li key={id}>
            <span dir="auto">{name}</span>
            <span class="subtle">
              {at === undefined ? t('hub-seen-never') : format.ago(Date.parse(at), now, 'short')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
