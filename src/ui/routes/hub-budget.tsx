import { cdxIconAdd } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import type { Currency } from '#domain/expense/money.ts';
import { type BudgetLine, type Category, categories } from '#domain/expense/schema.ts';
import { budgetTotals, type Totals } from '#domain/expense/totals.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { List, ListItem } from '../components/list.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { Section } from '../components/section.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages } from '../context.ts';
import { AdvanceDialog } from './budget-advance-dialog.tsx';
import { LineDialog } from './budget-line-dialog.tsx';
import { categoryKey } from './expense-words.ts';
import type { HubExchangeData } from './hub-exchange-data.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';

/** What is approved for each category, what was spent of it, and the advance. */
export function HubBudget({ data: { expenses: data, bookings } }: { data: HubExchangeData }) {
  const { query, route } = useLocation();
  const saving = useSaving();
  const close = () => route('/hub/exchange/budget', true);
  const line = categories.find((category) => category === query.line);
  const totals = budgetTotals(
    data.items.map(({ expense }) => expense),
    data.budget,
    data.currency,
  );
  const booked = bookedByCategory(bookings.map(({ booking }) => booking));
  return (
    <>
      <Lines totals={totals} budget={data.budget} booked={booked} currency={data.currency} pending={data.pending} />
      <Advances data={data} />
      <SaveOutcome state={query.line || query.advance ? 'idle' : saving.state} undo={saving.undo} />
      {line && <LineDialog key={line} category={line} data={data} saving={saving} onClose={close} />}
      {query.advance && (
        <AdvanceDialog key={query.advance} which={query.advance} data={data} saving={saving} onClose={close} />
      )}
    </>
  );
}

const categoryOfKind = { travel: 'travel', lodging: 'accommodation', insurance: 'insurance' } as const;
type Booked = Partial<Record<Category, number>>;

/** What the Hub pays for bookings, in minor units of the exchange's currency; a cancelled one may have cost too. */
function bookedByCategory(bookings: readonly { kind: keyof typeof categoryOfKind; cost: number | null }[]): Booked {
  const sums: Booked = {};
  for (const { kind, cost } of bookings) sums[categoryOfKind[kind]] = (sums[categoryOfKind[kind]] ?? 0) + (cost ?? 0);
  return sums;
}

type LinesProps = {
  totals: Totals;
  budget: readonly BudgetLine[];
  booked: Booked;
  currency: Currency;
  pending: ReadonlySet<string>;
};

function Lines({ totals, budget, booked, currency, pending }: LinesProps) {
  const { t, format } = useMessages();
  const money = (minor: number) => format.money(minor, currency);
  const allBooked = Object.values(booked).reduce((sum, cost) => sum + cost, 0);
  return (
    <Section title={t('hub-budget-lines')}>
      <p class="subtle">{t('hub-budget-text')}</p>
      <List>
        {categories.map((category) => {
          const line = budget.find((candidate) => candidate.category === category);
          const own = totals.lines.find((candidate) => candidate.category === category);
          const used = (own?.spent ?? 0) + (booked[category] ?? 0);
          return (
            <ListItem
              key={category}
              href={`/hub/exchange/budget?line=${category}`}
              title={t(categoryKey(category))}
              detail={
                <>
                  <span class="figures">{usedWords(own?.spent ?? 0, booked[category] ?? 0, { t, money })}</span>
                  {line && <ProgressBar label={t(categoryKey(category))} value={used} max={line.approved} />}
                  <UnsentMark shown={line !== undefined && pending.has(line.id)} />
                </>
              }
              end={<span class="figures hub-approved">{line ? money(line.approved) : t('hub-budget-none')}</span>}
            />
          );
        })}
      </List>
      <p class="hub-sum figures">
        <strong>{t('hub-budget-sum', money(totals.approved))}</strong>{' '}
        {usedWords(totals.spent, allBooked, { t, money })}
      </p>
    </Section>
  );
}

type Words = { t: ReturnType<typeof useMessages>['t']; money: (minor: number) => string };

function usedWords(spent: number, booked: number, { t, money }: Words): string {
  return [
    spent > 0 || booked === 0 ? t('hub-budget-spent', money(spent)) : '',
    booked > 0 ? t('hub-budget-booked', money(booked)) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The lump sums that the host got beforehand. */
function Advances({ data: { advances, pending } }: { data: HubExchangeData['expenses'] }) {
  const { t, format } = useMessages();
  const { route } = useLocation();
  const add = (
    <Button icon={cdxIconAdd} onClick={() => route('/hub/exchange/budget?advance=new', true)}>
      {t('hub-advance-add')}
    </Button>
  );
  return (
    <Section title={t('hub-advance-title')}>
      {advances.length === 0 ? (
        <EmptyState title={t('hub-advance-none')} action={add}>
          {t('hub-advance-none-text')}
        </EmptyState>
      ) : (
        <>
          <List>
            {advances.map(({ id, amount, currency, receivedOn, note }) => (
              <ListItem
                key={id}
                href={`/hub/exchange/budget?advance=${id}`}
                title={<span class="figures">{format.money(amount, currency)}</span>}
                detail={
                  <>
                    <span>{t('hub-advance-received', format.day(receivedOn, 'medium'))}</span>
                    {note && <span dir="auto">{note}</span>}
                    <UnsentMark shown={pending.has(id)} />
                  </>
                }
              />
            ))}
          </List>
          <div class="actions">{add}</div>
        </>
      )}
    </Section>
  );
}
