import type { Expense } from '#domain/expense/schema.ts';
import { budgetAmount } from '#domain/expense/totals.ts';
import { useMessages } from '../context.ts';
import type { ExpenseData } from './expense-data.ts';
import { categoryKey } from './expense-words.ts';

/** An expense to read: for the Hub, and once it is deleted. */
export function ExpenseFacts({ expense, data }: { expense: Expense; data: ExpenseData }) {
  const { t, format } = useMessages();
  const { amount, currency, rate, day, category, merchant, note, paidBy } = expense;
  const converted = currency === data.currency ? undefined : budgetAmount(expense, data.currency);
  const sides = { host: t('expense-side-host'), visitor: t('expense-side-visitor'), hub: t('role-hub') };
  const facts: [string, string][] = [
    [t('expense-amount'), amount !== null && currency !== null ? format.money(amount, currency) : ''],
    [t('expense-in-budget', data.currency), converted === undefined ? '' : format.money(converted, data.currency)],
    [
      t('expense-rate'),
      rate ? [rate.value, rate.source, format.day(rate.day, 'medium')].filter(Boolean).join(' · ') : '',
    ],
    [t('expense-date'), day ? format.day(day, 'medium') : ''],
    [t('expense-category'), category ? t(categoryKey(category)) : ''],
    [t('expense-paid-to'), merchant],
    [t('expense-note'), note],
    [t('expense-who-paid'), sides[paidBy]],
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
