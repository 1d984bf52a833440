import type { Check } from '#domain/expense/checks.ts';
import type { Expense } from '#domain/expense/schema.ts';
import { HelpLink } from '../components/help-link.tsx';
import { Message } from '../components/message.tsx';
import { useMessages } from '../context.ts';
import type { HelpId } from '../i18n/help-words.ts';
import type { ExpenseData } from './expense-data.ts';
import { expenseTitle } from './expense-words.ts';

/** What keeps an expense from being handed in, and what the Hub will ask about; each with its rule. */
export function ExpenseChecks({ expense, data }: { expense: Expense; data: ExpenseData }) {
  const { t } = useMessages();
  const checks = expense.deletedAt === null ? (data.checks.get(expense.id) ?? []) : [];
  const red = checks.filter(({ tone }) => tone === 'red');
  const amber = checks.filter(({ tone }) => tone === 'amber');
  return (
    <>
      {red.length > 0 && (
        <Message type="error" title={t('checks-red')}>
          <CheckList checks={red} data={data} />
        </Message>
      )}
      {amber.length > 0 && (
        <Message type={amber.every(({ explained }) => explained) ? 'notice' : 'warning'} title={t('checks-amber')}>
          <CheckList checks={amber} data={data} />
        </Message>
      )}
    </>
  );
}

/** What Help says of the rule behind a check. */
const topics = {
  covered: 'costs',
  hosting: 'budget',
  'not-covered': 'costs',
  rates: 'rates',
  receipts: 'receipts',
} as const satisfies Record<Check['source'], HelpId>;

function CheckList({ checks, data }: { checks: readonly Check[]; data: ExpenseData }) {
  const { t } = useMessages();
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets
    <ul class="check-list" role="list">
      {checks.map((check) => (
        <li key={check.code}>
          <CheckWords check={check} data={data} />{' '}
          <span class="small subtle">
            {t('check-source', t(`check-source-${check.source}`))}
            {check.explained && ` · ${t('check-explained')}`}
          </span>{' '}
          <HelpLink topic={topics[check.source]} />
        </li>
      ))}
    </ul>
  );
}

function CheckWords({ check, data }: { check: Check; data: ExpenseData }) {
  const { t, format } = useMessages();
  const { code, amount = 0, duplicate } = check;
  if (code === 'over-budget' || code === 'meal-amount')
    return <span>{t(`check-${code}`, format.money(amount, data.currency))}</span>;
  if (code !== 'duplicate') return <span>{t(`check-${code}`)}</span>;
  const other = data.items.find(({ expense }) => expense.id === duplicate?.expenseId);
  if (!duplicate || !other) return <span>{t('check-short-duplicate')}</span>;
  return (
    <a href={`/expenses/${duplicate.expenseId}`}>
      {t(`check-duplicate-${duplicate.by}`, expenseTitle(other.expense, t))}
    </a>
  );
}
