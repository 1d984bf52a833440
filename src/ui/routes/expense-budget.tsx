import type { Currency } from '#domain/expense/money.ts';
import { type AdvanceTotals, advanceTotals, budgetTotals, type Line, type Totals } from '#domain/expense/totals.ts';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useMessages } from '../context.ts';
import type { ExpenseData } from './expense-data.ts';
import { categoryKey, waitingWords } from './expense-words.ts';

/** The budget and the advance at one look: approved, spent, waiting, left; by category when asked. */
export function BudgetSummary({ data }: { data: ExpenseData }) {
  const { t } = useMessages();
  const expenses = data.items.map(({ expense }) => expense);
  const totals = budgetTotals(expenses, data.budget, data.currency);
  const advances = advanceTotals(expenses, data.advances, data.currency);
  return (
    <section class="budget" aria-label={t('expense-budget-title')}>
      {data.budget.length > 0 ? (
        <BudgetFigures totals={totals} currency={data.currency} />
      ) : (
        <BudgetUnknown totals={totals} currency={data.currency} />
      )}
      {advances.map((advance) => (
        <AdvanceLine key={advance.currency} advance={advance} />
      ))}
      {totals.lines.length > 0 && (
        <details class="budget-lines">
          <summary>{t('expense-by-category')}</summary>
          {totals.lines.map((line) => (
            <CategoryLine key={line.category ?? ''} line={line} currency={data.currency} />
          ))}
        </details>
      )}
    </section>
  );
}

type BudgetProps = { totals: Totals; currency: Currency };

function BudgetFigures({ totals, currency }: BudgetProps) {
  const { t, format } = useMessages();
  const { approved, spent, left, waiting } = totals;
  const waitingText = waitingWords(waiting, t, format);
  return (
    <>
      <p class="budget-left figures">
        <strong>{format.money(Math.abs(left), currency)}</strong>{' '}
        {t(left < 0 ? 'expense-over-label' : 'expense-left-label')}
      </p>
      <ProgressBar
        label={t('expense-spent-label')}
        value={spent}
        max={approved}
        valueText={spentWords(totals, currency, t, format)}
      />
      <dl class="budget-facts figures">
        <Figure name={t('expense-approved-label')}>{format.money(approved, currency)}</Figure>
        <Figure name={t('expense-spent-label')}>{format.money(spent, currency)}</Figure>
        {waitingText && <Figure name={t('expense-waiting-label')}>{waitingText}</Figure>}
      </dl>
    </>
  );
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt> <dd>{children}</dd>
    </div>
  );
}

/** Without an approved budget there is no “left” to show, but what was spent all the same. */
function BudgetUnknown({ totals, currency }: BudgetProps) {
  const { t, format } = useMessages();
  const waitingText = waitingWords(totals.waiting, t, format);
  return (
    <>
      <p class="budget-left figures">
        <strong>{format.money(totals.spent, currency)}</strong> {t('expense-spent-so-far')}
      </p>
      {waitingText && <p>{t('expense-waiting-line', waitingText)}</p>}
      <p class="subtle">{t('expense-no-budget')}</p>
    </>
  );
}

function AdvanceLine({ advance }: { advance: AdvanceTotals }) {
  const { t, format } = useMessages();
  const { currency, received, spent, waiting, left } = advance;
  const money = (minor: number) => format.money(minor, currency);
  return (
    <p class="budget-advance figures">
      <strong>{t('expense-advance', money(received))}</strong>
      {' · '}
      {left < 0
        ? t('expense-advance-over', money(spent), money(-left))
        : t('expense-advance-left', money(spent), money(left))}
      {waiting > 0 && ` · ${t('expense-advance-waiting', waiting)}`}
    </p>
  );
}

function CategoryLine({ line, currency }: { line: Totals['lines'][number]; currency: Currency }) {
  const { t, format } = useMessages();
  const name = line.category ? t(categoryKey(line.category)) : t('expense-no-category');
  const waitingText = waitingWords(line.waiting, t, format);
  const words = spentWords(line, currency, t, format);
  return (
    <div class="budget-line">
      <div class="budget-line-head">
        <span>{name}</span>
        {line.approved > 0 && (
          <span class="figures">
            {t(line.left < 0 ? 'expense-over' : 'expense-left', format.money(Math.abs(line.left), currency))}
          </span>
        )}
      </div>
      {line.approved > 0 && <ProgressBar label={name} value={line.spent} max={line.approved} valueText={words} />}
      <p class="subtle small figures">{[words, waitingText].filter(Boolean).join(' · ')}</p>
    </div>
  );
}

type Messages = ReturnType<typeof useMessages>;

function spentWords(
  { spent, approved }: Line,
  currency: Currency,
  t: Messages['t'],
  format: Messages['format'],
): string {
  if (approved === 0) return t('expense-spent-unapproved', format.money(spent, currency));
  return t('expense-spent-of', format.money(spent, currency), format.money(approved, currency));
}
