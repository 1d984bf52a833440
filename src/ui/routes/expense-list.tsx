import { cdxIconCamera } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { budgetAmount } from '#domain/expense/totals.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { blobRecords } from '#store/queries/sync.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { usePhotoPolicy } from '../hooks/use-photo-policy.ts';
import { useSyncState } from '../hooks/use-sync-state.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type Custody, custodyOf, custodyWords } from './expense-custody.ts';
import { type ExpenseData, isPending } from './expense-data.ts';
import { ExpenseRow } from './expense-row.tsx';
import { matches } from './expense-search.ts';
import { dayOf, searchTexts } from './expense-words.ts';

type ExpenseListProps = {
  data: ExpenseData;
  /** The expense that is open beside the list. */
  current?: string | undefined;
  /** Stands beside the heading. */
  action?: ComponentChildren;
};

/** All expenses by day, with a search that takes any of their words. */
export function ExpenseList({ data, current, action }: ExpenseListProps) {
  const { t, format } = useMessages();
  const [query, setQuery] = useState('');
  const limit = useGrowingLimit(data.items.length);
  const custody = useCustody(data);
  const wanted = query.trim();
  const found = wanted ? data.items.filter((item) => matches(wanted, searchTexts(item, t, format))) : data.items;
  if (data.items.length === 0) {
    return (
      <EmptyState icon={cdxIconCamera} title={t('expense-empty-title')}>
        <p>{t('expense-empty-text')}</p>
        {action}
      </EmptyState>
    );
  }
  return (
    <Section title={t('expense-list-title')} action={action}>
      <TextInput
        type="search"
        value={query}
        onInput={setQuery}
        aria-label={t('expense-search')}
        placeholder={t('expense-search')}
      />
      <p class={wanted ? 'subtle' : 'visually-hidden'} aria-live="polite">
        {wanted && (found.length > 0 ? t('expense-found', found.length) : t('expense-found-none', wanted))}
      </p>
      {byDay(found, data.zone, limit).map(({ day, items, shown }) => (
        <ExpenseDay key={day} day={day} items={items} shown={shown} data={data} custody={custody} current={current} />
      ))}
    </Section>
  );
}

type Day = { day: string; items: readonly ExpenseWithReceipts[]; shown: readonly ExpenseWithReceipts[] };

/** The latest day first; `shown` are those of a day that are among the first `limit` of all. */
function byDay(items: readonly ExpenseWithReceipts[], zone: string, limit: number): Day[] {
  const groups = [...Map.groupBy(items, ({ expense }) => dayOf(expense, zone))].sort(([a], [b]) => (a < b ? 1 : -1));
  let before = 0;
  const days = groups.map(([day, group]) => {
    const shown = group.slice(0, Math.max(0, limit - before));
    before += group.length;
    return { day, items: group, shown };
  });
  return days.filter(({ shown }) => shown.length > 0);
}

/** Rows drawn at once: more than two screens of them. */
const firstRows = 24;

/** What a screen can show is drawn at once, and the rest in steps behind it, so that a long list opens as fast as a short one. */
function useGrowingLimit(count: number): number {
  const [limit, setLimit] = useState(firstRows);
  useEffect(() => {
    if (limit >= count) return undefined;
    const timer = setTimeout(() => setLimit(limit + 2 * firstRows), 60);
    return () => clearTimeout(timer);
  }, [limit, count]);
  return limit;
}

type CustodyOfItem = (item: ExpenseWithReceipts) => { custody: Custody; words: string };

/** Where each expense and its files are, as that changes. */
function useCustody({ pending }: ExpenseData): CustodyOfItem {
  const messages = useMessages();
  const store = useStore();
  const now = useNow();
  const reachable = useSyncState()?.reachable ?? true;
  const records = useLive(() => blobRecords(store), [store]);
  const policy = usePhotoPolicy();
  return (item) => {
    const custody = custodyOf(item.receipts, records ?? new Map(), isPending(item, pending), policy);
    return { custody, words: records ? custodyWords(custody, messages, { now, reachable }) : '' };
  };
}

type ExpenseDayProps = Day & { data: ExpenseData; custody: CustodyOfItem; current: string | undefined };

function ExpenseDay({ day, items, shown, data, custody, current }: ExpenseDayProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const undo = (id: string) =>
    store.mutate('expense.restore', { id }).then(
      (rejection) => setFailure(rejection?.code ?? null),
      (error: unknown) => setFailure(codeOf(error)),
    );
  const counted = items.filter(({ expense }) => expense.deletedAt === null);
  const total = counted.reduce((sum, { expense }) => sum + (budgetAmount(expense, data.currency) ?? 0), 0);
  return (
    <div class="stack-tight">
      <h3 class="expense-day">
        <span class="sentence">{format.day(day)}</span>{' '}
        <span class="subtle figures">{format.money(total, data.currency)}</span>
      </h3>
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
      <ul class="list" role="list" aria-label={format.day(day)}>
        {shown.map((item) => {
          const { id } = item.expense;
          return (
            <ExpenseRow
              key={id}
              item={item}
              data={data}
              {...custody(item)}
              current={id === current}
              onUndo={() => void undo(id)}
            />
          );
        })}
      </ul>
    </div>
  );
}
