import type { Expense } from '#domain/expense/schema.ts';
import { budgetAmount } from '#domain/expense/totals.ts';
import { useMessages } from '../context.ts';
import type { ExpenseData } from './expense-data.ts';
import { sourceWords } from './expense-rates.tsx';
import { categoryKey, subcategoryKey } from './expense-words.ts';

/** An expense to read: for the Hub, and once it is deleted. */
export function ExpenseFacts({ expense, data }: { expense: Expense; data: ExpenseData }) {
  const { t, format } = useMessages();
  const { amount, currency, rate, day, category, merchant, note, paidBy } = expense;
  const converted = currency === data.currency ? undefined : budgetAmount(expense, data.currency);
  const named = (ids: readonly string[] = []) => ids.flatMap((id) => data.people.get(id)?.name ?? []);
  const attendees = [...named(expense.attendeeIds), expense.guests ?? ''].filter(Boolean);
  const [payer] = named(expense.payerId ? [expense.payerId] : []);
  const session = data.sessions.find(({ id }) => id === expense.sessionId);
  const sides = { host: t('expense-side-host'), visitor: t('expense-side-visitor'), hub: t('role-hub') };
  const facts: [string, string][] = [
    [t('expense-amount'), amount !== null && currency !== null ? format.money(amount, currency) : ''],
    [t('expense-in-budget', data.currency), converted === undefined ? '' : format.money(converted, data.currency)],
    [
      t('expense-rate'),
      rate
        ? [format.typed(rate.value), sourceWords(rate.source, t), format.day(rate.day, 'medium')]
            .filter(Boolean)
            .join(' · ')
        : '',
    ],
    [t('expense-date'), day ? format.day(day, 'medium') : ''],
    [t('expense-category'), category && !expense.parts ? t(categoryKey(category)) : ''],
    [t('expense-subcategory'), expense.subcategory && !expense.parts ? t(subcategoryKey(expense.subcategory)) : ''],
    [
      t('expense-split-title'),
      (expense.parts ?? [])
        .map(({ category: under, subcategory: kind, amount: share, note: what }) =>
          [t(categoryKey(under)), kind && t(subcategoryKey(kind)), currency && format.money(share, currency), what]
            .filter(Boolean)
            .join(' · '),
        )
        .join('\n'),
    ],
    [t('expense-paid-to'), merchant],
    [t('expense-note'), note],
    [t('expense-who-paid'), payer ? t('expense-own-money', payer) : sides[paidBy]],
    [t('expense-attendees'), attendees.length > 0 ? format.list(attendees) : ''],
    [t('expense-session'), session?.title ?? ''],
    [t('checks-explanation'), expense.explanation ?? ''],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} class="fact">
            <dt>{name}</dt>
            <dd class="prose">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
