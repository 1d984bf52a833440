import '../styles/expenses.css';
import { cdxIconArticle } from '@wikimedia/codex-icons';
import { ClosedNotice } from '../components/closed-notice.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { StorageBanner } from '../components/storage-banner.tsx';
import { useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { useLive } from '../hooks/use-live.ts';
import { BudgetSummary } from './expense-budget.tsx';
import { readExpenses } from './expense-data.ts';
import { ExpenseList } from './expense-list.tsx';
import { usePictureChecks } from './expense-pictures.ts';
import { ExpenseQuestions } from './expense-questions.tsx';
import { MissingRates } from './expense-rates.tsx';
import { ExpenseReportLinks } from './expense-report-links.tsx';
import { AddReceipt } from './receipt-add.tsx';
import { ReceiptInbox } from './receipt-inbox.tsx';
import { ReceiptWithout } from './receipt-without.tsx';

/** Budget and advance, and every expense by day; a receipt is one tap away wherever the list is scrolled to. */
export function ExpensesPage() {
  const { t } = useMessages();
  const store = useStore();
  const data = usePictureChecks(useLive(() => readExpenses(store), [store]));
  const mayAdd = useIsPair();
  return (
    <Page title={t('nav-expenses')}>
      {mayAdd && (
        <div class="expense-actions">
          <AddReceipt weight="primary" />
          <AddReceipt from="files" icon={cdxIconArticle} label={t('receipt-choose-files')} />
        </div>
      )}
      <ClosedNotice exchange={data?.exchange} />
      <ReadOnly />
      <ReceiptInbox />
      <StorageBanner />
      {!data && <Loading />}
      {data && !data.downloaded && <NotDownloaded />}
      {data && (data.downloaded || data.items.length > 0) && (
        <>
          {mayAdd && <ExpenseQuestions data={data} />}
          {data.exchange && <BudgetSummary data={data} />}
          <MissingRates data={data} />
          <ExpenseReportLinks data={data} />
          <ExpenseList data={data} action={mayAdd && <ReceiptWithout />} />
        </>
      )}
    </Page>
  );
}
