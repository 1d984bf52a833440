import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Expense, Rate } from '#domain/expense/schema.ts';
import { needsRate } from '#domain/expense/totals.ts';
import { findRate } from '#domain/rates/find-rate.ts';
import { slipRateFor, slipSource } from '#domain/slip/slip-rate.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import { errorKey } from '../i18n/message-keys.ts';
import type { ExpenseData } from './expense-data.ts';

/** The published rate for an expense that has none, of its day; undefined where there is none to be had. */
export function rateOffer(
  expense: Pick<Expense, 'day' | 'currency' | 'paidBy' | 'payerId'>,
  data: ExpenseData,
): Rate | undefined {
  const { day, currency } = expense;
  if (day === null || currency === null || currency === data.currency) return undefined;
  // What the cash was really bought for goes before what a bank has published.
  return slipRateFor(expense, data) ?? findRate(data.rates, day, currency, data.currency);
}

/** Where a rate is from, in words: banks are named by themselves. */
export function sourceWords(source: string, t: Translate): string {
  return source === slipSource ? t('slip-source') : source;
}

type RateOfferProps = { offer: Rate; onTake: (offer: Rate) => void };

/** “Use 0.0411 (ECB, 12 May)”, under the field of the rate. */
export function RateOffer({ offer, onTake }: RateOfferProps) {
  const { t, format } = useMessages();
  return (
    <Button onClick={() => onTake(offer)}>
      {t(
        'expense-rate-offer',
        shortRate(offer.value, format),
        sourceWords(offer.source, t),
        format.day(offer.day, 'short'),
      )}
    </Button>
  );
}

/** A rate as one reads it: five significant digits; the expense keeps all of them. */
function shortRate(value: string, { number, typed }: Pick<Format, 'number' | 'typed'>): string {
  const rounded = Number(Number(value).toPrecision(5));
  // Numbers below a thousandth would be shown as zero.
  return rounded < 0.001 || number(rounded).length <= 3 ? typed(String(rounded)) : number(rounded);
}

/** All expenses that only lack a rate get the published one of their day, with one tap; each can be changed later. */
export function MissingRates({ data }: { data: ExpenseData }) {
  const { t } = useMessages();
  const store = useStore();
  const mayEdit = useIsPair();
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const writes = mayEdit ? ratesToWrite(data) : [];
  if (writes.length === 0 && failure === null) return null;

  async function take(): Promise<void> {
    try {
      setFailure((await store.mutateAll(writes))?.code ?? null);
    } catch (error) {
      setFailure(codeOf(error));
    }
  }

  return (
    <div class="stack-tight">
      {writes.length > 0 && (
        <Message type="notice">
          <p>{t('expense-rates-known', writes.length)}</p>
          <Button onClick={() => void take()}>{t('expense-rates-take')}</Button>
        </Message>
      )}
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
    </div>
  );
}

function ratesToWrite(data: ExpenseData): Write[] {
  return data.items.flatMap(({ expense }): Write[] => {
    const rate = rateOffer(expense, data);
    if (!rate || expense.deletedAt !== null || !needsRate(expense, data.currency)) return [];
    const { id, amount, currency } = expense;
    return [{ name: 'expense.edit', args: { id, changes: { amount, currency, rate } } }];
  });
}
