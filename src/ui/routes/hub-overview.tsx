import {
  cdxIconCheck,
  cdxIconHistory,
  cdxIconJournal,
  cdxIconMapPin,
  cdxIconTableCaption,
  cdxIconTray,
  cdxIconUserAdd,
} from '@wikimedia/codex-icons';
import { budgetTotals } from '#domain/expense/totals.ts';
import { reviewTotals } from '#domain/review/totals.ts';
import { Chip } from '../components/chip.tsx';
import { List, ListItem } from '../components/list.tsx';
import { People } from '../components/people.tsx';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';
import { BudgetSummary } from './expense-budget.tsx';
import { HubCheckIns } from './hub-check-ins.tsx';
import { HubClosing } from './hub-closing.tsx';
import type { HubExchangeData } from './hub-exchange-data.ts';
import { reportKey, reviewTones } from './review-words.ts';

/** What waits for the Hub in this exchange, and how it stands. */
export function HubOverview({ data }: { data: HubExchangeData }) {
  const { t, format } = useMessages();
  const { exchange } = data.expenses;
  return (
    <div class="page-body hub-overview">
      <div class="page-body">
        <Waits data={data} />
        {exchange && (
          <Section title={t('hub-visit')}>
            <p>
              {t(
                'hub-visit-words',
                format.dayRange(exchange.firstDay, exchange.lastDay),
                exchange.hostCity,
                exchange.menteeCommunity,
                exchange.mentorCommunity,
              )}
            </p>
          </Section>
        )}
        <HubCheckIns />
        <BudgetSummary data={data.expenses} />
        {exchange && <HubClosing exchange={exchange} />}
      </div>
      <div class="page-body">
        <Section title={t('people-title')}>
          <People />
          <List label={t('hub-details-title')}>
            <ListItem icon={cdxIconUserAdd} title={t('hub-details-title')} href="/hub/details" />
            <ListItem
              icon={cdxIconHistory}
              title={t('hub-trail-title')}
              detail={t('hub-trail-link')}
              href="/hub/trail"
            />
          </List>
        </Section>
      </div>
    </div>
  );
}

function Waits({ data }: { data: HubExchangeData }) {
  const { t, format } = useMessages();
  const { expenses, toReview, bookings, report } = data;
  const totals = reviewTotals(
    expenses.items.map(({ expense }) => expense),
    expenses.currency,
  );
  const planned = bookings.filter(({ booking }) => booking.state === 'planned').length;
  const money = (minor: number) => format.money(minor, expenses.currency);
  const { approved } = budgetTotals([], expenses.budget, expenses.currency);
  return (
    <Section title={t('hub-waits')}>
      <List>
        <ListItem
          icon={toReview.length > 0 ? cdxIconTray : cdxIconCheck}
          href="/hub/exchange/expenses"
          title={t('hub-waits-expenses', toReview.length)}
          detail={t('hub-waits-expenses-detail', money(totals.approved.amount), totals.queried.count)}
        />
        <ListItem
          icon={cdxIconJournal}
          href="/hub/exchange/report"
          title={t('nav-report')}
          detail={report.answered ? t('hub-waits-report-answered') : undefined}
          end={<Chip tone={reviewTones[report.state]}>{t(reportKey(report.state))}</Chip>}
        />
        <ListItem
          icon={cdxIconMapPin}
          href="/hub/exchange/bookings"
          title={t('hub-part-bookings')}
          detail={t('hub-waits-bookings', bookings.length, planned)}
        />
        {approved === 0 && (
          <ListItem
            icon={cdxIconTableCaption}
            href="/hub/exchange/budget"
            title={t('hub-waits-budget')}
            detail={t('hub-waits-budget-detail')}
          />
        )}
      </List>
    </Section>
  );
}
