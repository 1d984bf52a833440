import { useEffect, useRef } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import { reviewOf, type reviewStates, reviewTotals } from '#domain/review/totals.ts';
import type { ExpenseWithReceipts } from '#store/queries/expense.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { useMessages } from '../context.ts';
import { isShortcut } from '../hooks/is-shortcut.ts';
import { useWide } from '../hooks/use-wide.ts';
import { type HubExchangeData, isToReview } from './hub-exchange-data.ts';
import { ExpenseReview } from './hub-expense-review.tsx';
import { HubExpenseRow } from './hub-expense-row.tsx';

/** From here on there is room for the list beside what is reviewed (hub-exchange.css). */
const sideBySide = '(min-width: 56rem)';

const filters = ['waiting', 'details', 'queried', 'approved', 'rejected', 'all'] as const;
type Filter = (typeof filters)[number];

function isIn(filter: Filter, item: ExpenseWithReceipts): boolean {
  if (item.expense.deletedAt !== null) return false;
  if (filter === 'all') return true;
  const state: (typeof reviewStates)[number] = reviewOf(item.expense);
  if (filter === 'details') return state === 'waiting' && !isToReview(item);
  return filter === 'waiting' ? isToReview(item) : state === filter;
}

/**
 * Expenses line by line: the list of those in one state, and beside it the one that is looked at. On a phone the one
 * or the other. J and K go through the list, as long as the focus is in here.
 */
export function HubExpenses({ data }: { data: HubExchangeData }) {
  const { t } = useMessages();
  const { query, route } = useLocation();
  const { id } = useRoute().params;
  const wide = useWide(sideBySide);
  const region = useRef<HTMLDivElement>(null);
  const filter = filters.find((name) => name === query.show) ?? 'waiting';
  // The earliest first, as the money was spent.
  const all = data.expenses.items.toReversed();
  const open = all.find(({ expense }) => expense.id === id);
  // The one that is open stays in the list when a decision takes it out of its state.
  const items = all.filter((item) => isIn(filter, item) || item === open);
  const shown = open ?? (wide ? items[0] : undefined);
  const address = (expenseId: string) =>
    `/hub/exchange/expenses/${expenseId}${filter === 'waiting' ? '' : `?show=${filter}`}`;
  const go = (item: ExpenseWithReceipts | undefined) => item && route(address(item.expense.id), true);

  function onKeyDown(event: KeyboardEvent): void {
    if (!isShortcut(event)) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (step === undefined || !shown) return;
    event.preventDefault();
    go(items[items.indexOf(shown) + step]);
  }

  /** The next that waits, after the one that was just decided; from the start when that was the last. */
  function next(): void {
    const waiting = all.filter((item) => item !== shown && isToReview(item));
    const after = shown ? waiting.find((item) => all.indexOf(item) > all.indexOf(shown)) : undefined;
    const found = after ?? waiting[0];
    if (found) go(found);
    else if (!wide) route('/hub/exchange/expenses', true);
  }

  useEffect(() => {
    region.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [shown?.expense.id]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are shortcuts beside links and buttons that do the same
    <div ref={region} class="hub-expenses" onKeyDown={onKeyDown}>
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
                  href={address(item.expense.id)}
                  current={wide && item === shown}
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
          {...(!wide && {
            back: filter === 'waiting' ? '/hub/exchange/expenses' : `/hub/exchange/expenses?show=${filter}`,
          })}
        />
      )}
    </div>
  );
}

/** The states as links, each with how many are in it, and what they come to. */
function Filters({ data, filter }: { data: HubExchangeData; filter: Filter }) {
  const { t, format } = useMessages();
  const { items, currency } = data.expenses;
  const totals = reviewTotals(
    items.map(({ expense }) => expense),
    currency,
  );
  const { approved, waiting, queried } = totals;
  return (
    <>
      <nav class="hub-filters" aria-label={t('hub-expense-filter')}>
        {filters.map((name) => (
          <a
            key={name}
            class="hub-filter"
            href={name === 'waiting' ? '/hub/exchange/expenses' : `/hub/exchange/expenses?show=${name}`}
            aria-current={name === filter ? 'page' : undefined}
          >
            {t(`hub-expense-filter-${name}`)}{' '}
            <span class="figures">{format.number(items.filter((item) => isIn(name, item)).length)}</span>
          </a>
        ))}
      </nav>
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
