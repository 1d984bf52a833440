import { cdxIconCamera } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
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
import { holding, searchable } from './expense-search.ts';
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
  const { t } = useMessages();
  const [query, setQuery] = useState('');
  const custody = useCustody(data);
  const wanted = query.trim();
  const find = useFinder(data.items);
  const found = useMemo(() => (wanted ? find(wanted) : data.items), [find, wanted, data.items]);
  const days = useMemo(() => byDay(found, data.zone), [found, data.zone]);
  const limit = useGrowingLimit(found.length, wanted);
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
      {days
        .filter(({ before }) => before < limit)
        .map(({ day, items, before }) => (
          <DayOnce
            key={day}
            {...{ day, items, data, custody, current }}
            count={Math.min(items.length, limit - before)}
          />
        ))}
    </Section>
  );
}

type Day = {
  day: string;
  items: readonly ExpenseWithReceipts[];
  /** How many expenses stand over it. */
  before: number;
};

/** The latest day first. */
function byDay(items: readonly ExpenseWithReceipts[], zone: string): Day[] {
  const groups = [...Map.groupBy(items, ({ expense }) => dayOf(expense, zone))].sort(([a], [b]) => (a < b ? 1 : -1));
  let before = 0;
  return groups.map(([day, group]) => {
    before += group.length;
    return { day, items: group, before: before - group.length };
  });
}

/** Finds expenses by their words, which are gathered once, with the first letter that is looked for. */
function useFinder(items: readonly ExpenseWithReceipts[]): (wanted: string) => readonly ExpenseWithReceipts[] {
  const { t, format, language } = useMessages();
  return useMemo(() => {
    let words: { item: ExpenseWithReceipts; text: string }[] | undefined;
    return (wanted) => {
      words ??= items.map((item) => ({ item, text: searchable(searchTexts(item, t, format)) }));
      const isWanted = holding(wanted);
      return words.filter(({ text }) => isWanted(text)).map(({ item }) => item);
    };
    // The language stands for its words.
  }, [items, language]);
}

/** Rows drawn at once: more than two screens of them. */
const firstRows = 24;
/** And with each step behind it: so few that a finger that scrolls meanwhile does not wait for them. */
const nextRows = 8;

/**
 * What a screen can show is drawn at once, and the rest in steps behind it, so that a long list opens as fast as a short
 * one. Another search begins anew.
 */
function useGrowingLimit(count: number, search: string): number {
  const [grown, setGrown] = useState({ search, limit: firstRows });
  const limit = grown.search === search ? grown.limit : firstRows;
  useEffect(() => {
    if (limit >= count) return undefined;
    const timer = setTimeout(() => setGrown({ search, limit: limit + nextRows }), 16);
    return () => clearTimeout(timer);
  }, [limit, count, search]);
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
  return useCallback(
    (item) => {
      const custody = custodyOf(item.receipts, records ?? new Map(), isPending(item, pending), policy);
      return { custody, words: records ? custodyWords(custody, messages, { now, reachable }) : '' };
    },
    // The language stands for its words.
    [records, pending, policy, messages.language, now, reachable],
  );
}

type ExpenseDayProps = {
  day: string;
  items: readonly ExpenseWithReceipts[];
  /** How many of them are drawn. */
  count: number;
  data: ExpenseData;
  custody: CustodyOfItem;
  current: string | undefined;
};

/** A day stays as it is while others are drawn under it: of a node that is the same Preact looks at nothing. */
function DayOnce({ day, items, count, data, custody, current }: ExpenseDayProps) {
  const { language } = useMessages();
  return useMemo(
    () => <ExpenseDay {...{ day, items, count, data, custody, current }} />,
    [day, items, count, data, custody, current, language],
  );
}

type RowOnceProps = Parameters<typeof ExpenseRow>[0];

/** And so does a row, when its words do. */
function RowOnce(props: RowOnceProps) {
  const { language } = useMessages();
  const { item, data, custody, words, current } = props;
  const share = 'share' in custody ? custody.share : null;
  return useMemo(() => <ExpenseRow {...props} />, [item, data, custody.state, share, words, current, language]);
}

function ExpenseDay({ day, items, count, data, custody, current }: ExpenseDayProps) {
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
        {items.slice(0, count).map((item) => {
          const { id } = item.expense;
          return (
            <RowOnce
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
