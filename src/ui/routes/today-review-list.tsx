import { cdxIconJournal } from '@wikimedia/codex-icons';
import { useEffect } from 'preact/hooks';
import { reviewOfReport } from '#domain/signature/submitted.ts';
import { listTalk } from '#store/queries/review.ts';
import { listRows } from '#store/queries/rows.ts';
import { List, ListItem } from '../components/list.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { readExpenses } from './expense-data.ts';
import { ExpenseQuestions } from './expense-questions.tsx';
import type { OnReady } from './today-late-parts.ts';

/** To do on Today: expenses that the Hub has asked about, and changes that it wants in the report. */
export function TodayReviewList({ onReady }: { onReady: OnReady }) {
  const { t } = useMessages();
  const store = useStore();
  const data = useLive(() => readExpenses(store), [store]);
  const talk = useLive(() => listTalk(store, store.context.exchangeId), [store]);
  const signatures = useLive(() => listRows(store, 'signature'), [store]);
  const isKnown = Boolean(data && talk && signatures);
  useEffect(() => {
    if (isKnown) onReady();
  }, [isKnown, onReady]);
  if (!data || !talk || !signatures) return null;
  return (
    <>
      <ExpenseQuestions data={data} />
      {reviewOfReport(talk, signatures) === 'queried' && (
        <List>
          <ListItem
            icon={cdxIconJournal}
            href="/report"
            title={t('review-todo-report')}
            detail={<span dir="auto">{talk.at(-1)?.words}</span>}
          />
        </List>
      )}
    </>
  );
}
