import '../styles/expenses.css';
import '../styles/hub-exchange.css';
import { useRoute } from 'preact-iso/router';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { Tab, Tabs } from '../components/tabs.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { HubBookings } from './hub-bookings.tsx';
import { HubBudget } from './hub-budget.tsx';
import { type HubExchangeData, readHubExchange } from './hub-exchange-data.ts';
import { HubExpenses } from './hub-expenses.tsx';
import { HubOverview } from './hub-overview.tsx';
import { HubReport } from './hub-report.tsx';
import { NotFoundPage } from './not-found.tsx';

/** The parts by the word that stands for them in the address; the first has none. */
const parts = {
  overview: { href: '/hub/exchange', label: 'hub-part-overview', Part: HubOverview },
  expenses: { href: '/hub/exchange/expenses', label: 'hub-part-expenses', Part: HubExpenses },
  budget: { href: '/hub/exchange/budget', label: 'hub-part-budget', Part: HubBudget },
  bookings: { href: '/hub/exchange/bookings', label: 'hub-part-bookings', Part: HubBookings },
  report: { href: '/hub/exchange/report', label: 'hub-part-report', Part: HubReport },
} as const;

function isPart(name: string): name is keyof typeof parts {
  return Object.hasOwn(parts, name);
}

/** The open exchange as Hub staff work on it: everything is read from this device and written through its outbox. */
export function HubExchangePage() {
  const { t } = useMessages();
  const store = useStore();
  const part = useRoute().params.part || 'overview';
  const data = useLive(() => readHubExchange(store), [store]);
  if (store.context.role !== 'hub' || !isPart(part)) return <NotFoundPage />;
  const { Part } = parts[part];
  return (
    <Page
      title={t('hub-exchange-title')}
      kicker={<Topic exchange={data?.expenses.exchange} />}
      wide={part !== 'budget'}
      back={{ href: '/hub', label: t('hub-board-link') }}
    >
      <Tabs label={t('hub-exchange-title')}>
        {Object.entries(parts).map(([name, { href, label }]) => (
          // An expense that is open has an address of its own under its part's.
          <Tab key={name} href={href} current={name === part}>
            {t(label)}
            {data && <Waiting count={waitingIn(name, data)} />}
          </Tab>
        ))}
      </Tabs>
      {!data && <Loading />}
      {data && !data.expenses.downloaded && <NotDownloaded />}
      {data?.expenses.downloaded && <Part data={data} />}
    </Page>
  );
}

/** How many things of a part wait for the Hub. */
function Waiting({ count }: { count: number }) {
  const { t, format } = useMessages();
  if (count === 0) return null;
  return (
    <span class="tab-count">
      <span aria-hidden="true">{format.number(count)}</span>
      <span class="visually-hidden">{t('hub-part-waiting', count)}</span>
    </span>
  );
}

function waitingIn(part: string, { toReview, report }: HubExchangeData): number {
  if (part === 'expenses') return toReview.length;
  return part === 'report' && report.answered ? 1 : 0;
}
