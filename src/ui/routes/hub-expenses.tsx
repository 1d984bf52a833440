import { useEffect, useRef } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import { reviewOf, type reviewStates, reviewTotals } from '#domain/review/totals.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { useMessages } from '../context.ts';
import { useShortcuts } from '../hooks/use-shortcuts.ts';
import { useWide } from '../hooks/use-wide.ts';
import { type HubExchangeData, isToReview } from './hub-exchange-data.ts';
import { ExpenseReview } from './hub-expense-review.tsx';
import { HubExpenseRow } from './hub-expense-row.tsx';

/** From here on there is room for the list beside what is reviewed (hub-exchange.css). */
const sideBySide = '(min-width: 56rem)';

const filters = ['waiting', 'details', 'queried', 'approved', 'rejected', 'all'] as const;
type Filter = (typeof filters)[number];

function listAddress(filter: Filter, expenseId?: string): string {
  const path = expenseId === undefined ? '/hub/exchange/expenses' : `/hub/exchange/expenses/${expenseId}`;
  return filter === 'waiting' ? path : `${path}?show=${filter}`;
}

function isIn(filter: Filter, item: ExpenseWithReceipts): boolean {
  if (item.expense.deletedAt !== null) return false;
  if (filter === 'all') return true;
  const state: (typeof reviewStates)[number] = reviewOf(item.expense);
  if (filter === 'details') return state === 'waiting' && !isToReview(item);
  return filter === 'waiting' ? isToReview(item) : state === filter;
}

/**
 * Expenses line by line: the list of those in one state, and beside it the one that is looked at. On a phone the one
 * or the other. J and K go through the list.
 */
export function HubExpenses({ data }: { data: HubExchangeData }) {
  const { t } = useMessages();
  const { query, route } = useLocation();
  const { id } = useRoute().params;
  const wide = useWide(sideBySide);
  const region = useRef<HTMLDivElement>(null);
  // The first one is shown, not moved to: the focus stays where the page put it.
  const first = useRef(true);
  const filter = filters.find((name) => name === query.show) ?? 'waiting';
  // The earliest first, as the money was spent.
  const all = data.expenses.items.toReversed();
  const open = all.find(({ expense }) => expense.id === id);
  // The one that is open stays in the list when a decision takes it out of its state.
  const items = all.filter((item) => isIn(filter, item) || item === open);
  const shown = open ?? (wide ? items[0] : undefined);
  const go = (item: ExpenseWithReceipts | undefined) => item && route(listAddress(filter, item.expense.id), true);

  const step = (by: number) => shown && go(items[items.indexOf(shown) + by]);
  useShortcuts(region, { j: () => step(1), k: () => step(-1) });

  /** The next that waits, after the one that was just decided; from the start when that was the last. */
  function next(): void {
    const waiting = all.filter((item) => item !== shown && isToReview(item));
    const after = shown ? waiting.find((item) => all.indexOf(item) > all.indexOf(shown)) : undefined;
    const found = after ?? waiting[0];
    if (found) go(found);
    else if (!wide) route(listAddress(filter), true);
  }

  useEffect(() => {
    if (!first.current) region.current?.querySelector<HTMLElement>('#hub-review-title')?.focus({ preventScroll: true });
    first.current = shown === undefined;
    region.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [shown?.expense.id]);

  return (
    <div ref={region} class="hub-expenses">
      {(wide || !open) && (
        <section class="hub-expense-list" aria-label={t('hub-expense-list')}>
          <Filters data={data} filter={filter} />
          {items.length === 0 ? (
            <EmptyState title={t(filter === 'waiting' ? 'hub-expenses-none-waiting' : 'hub-expenses-none')}>
              {t(filter === 'waiting' ? 'hub-expenses-none-waiting-text' : 'hub-expenses-none-text')}
            </EmptyState>
          ) : (
            // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets
            <ul class="list" role="list">
              {items.map((item) => (
                <HubExpenseRow
                  key={item.expense.id}
                  item={item}
                  data={data.expenses}
                  href={listAddress(filter, item.expense.id)}
                  current={wide && item === shown}
                  plain={filter === 'waiting'}
                />
              ))}
            </ul>
          )}
        </section>
      )}
      {shown && (
        <ExpenseReview
          key={shown.expense.id}
          item={shown}
          data={data}
          inline={wide}
          onNext={next}
          {...(!wide && { back: listAddress(filter) })}
        />
      )}
    </div>
  );
}

/** The states to choose from, each with how many are in it, and what the expenses come to. */
function Filters({ data, filter }: { data: HubExchangeData; filter: Filter }) {
  const { t, format } = useMessages();
  const { route } = useLocation();
  const { items, currency } = data.expenses;
  const totals = reviewTotals(
    items.map(({ expense }) => expense),
    currency,
  );
  const { approved, waiting, queried } = totals;
  const count = (name: Filter) => items.filter((item) => isIn(name, item)).length;
  return (
    <>
      <Field label={t('hub-expense-filter')}>
        <Select
          value={filter}
          options={filters.map((value) => ({
            value,
            label: t('hub-expense-filter-count', t(`hub-expense-filter-${value}`), format.number(count(value))),
          }))}
          onChange={(chosen) => route(listAddress(chosen), true)}
        />
      </Field>
      <p class="subtle small figures">
        {t(
          'hub-expense-totals',
          format.money(approved.amount, currency),
          format.money(waiting.amount, currency),
          format.money(queried.amount, currency),
        )}
      </p>
    </>
  );
}
