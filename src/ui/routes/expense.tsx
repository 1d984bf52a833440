import '../styles/expenses.css';
import { useEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useWide } from '../hooks/use-wide.ts';
import { type ExpenseData, readExpenses } from './expense-data.ts';
import { ExpenseDetail } from './expense-detail.tsx';
import { ExpenseList } from './expense-list.tsx';
import { usePictureChecks } from './expense-pictures.ts';
import { expenseTitle } from './expense-words.ts';

/** One expense: its receipt above, its details below, and where each of them is. */
export function ExpensePage() {
  const { t } = useMessages();
  const store = useStore();
  const id = useRoute().params.id ?? '';
  const data = usePictureChecks(useLive(() => readExpenses(store), [store]));
  const wide = useWide(sideBySide);
  const item = data?.items.find(({ expense }) => expense.id === id);
  const title = item ? expenseTitle(item.expense, t) : t('expense-title');
  return (
    <Page title={title} wide={wide && item !== undefined} back={{ href: '/expenses', label: t('nav-expenses') }}>
      {!data && <Loading />}
      {data && !item && (data.downloaded ? <Gone /> : <NotDownloaded />)}
      {data && item && <Beside data={data} item={item} />}
    </Page>
  );
}

type BesideProps = { data: ExpenseData; item: ExpenseWithReceipts };

/** The expense, on a tablet beside the list it was opened from; a phone does not draw what it has no room for. */
function Beside({ data, item }: BesideProps) {
  const { id } = item.expense;
  const wide = useWide(sideBySide);
  useEffect(() => {
    if (wide) document.querySelector('.expense-row[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [wide, id]);
  const detail = <ExpenseDetail key={id} item={item} data={data} />;
  if (!wide) return detail;
  return (
    <div class="expense-beside">
      {detail}
      <ExpenseList data={data} current={id} />
    </div>
  );
}

/** The width from which there is room for both (expenses.css). */
const sideBySide = '(min-width: 56rem)';

function Gone() {
  const { t } = useMessages();
  return (
    <EmptyState title={t('expense-gone')} action={<LinkButton href="/expenses">{t('expense-all')}</LinkButton>}>
      {t('expense-gone-text')}
    </EmptyState>
  );
}
