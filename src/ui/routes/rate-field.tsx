import { type Currency, convertMinor, parseAmount } from '#domain/expense/money.ts';
import type { Rate } from '#domain/expense/schema.ts';
import { lineLimit } from '#domain/scalars.ts';
import { Field } from '../components/field.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import { parseRate } from './expense-form-fields.ts';
import { RateOffer } from './expense-rates.tsx';

type RateFieldProps = {
  fields: { readonly amount: string; readonly currency: Currency; readonly rate: string; readonly rateSource: string };
  /** Into which the rate leads. */
  budget: Currency;
  /** The date of what is paid; '' for not yet. */
  day: string;
  /** What is stored: its rate may be of another day. */
  known: Rate | null | undefined;
  /** The published rate of that day, when there is one. */
  offered: Rate | undefined;
  isWrong: boolean;
  /** What the number is, until there is one. */
  hint: string;
  onChange: (changes: { rate?: string; rateSource?: string }) => void;
  onCheck?: () => void;
};

/** The rate into the budget's currency: one of these is so many of those. It may come later. */
export function RateField({
  fields,
  budget,
  day,
  known,
  offered,
  isWrong,
  hint: ask,
  onChange,
  onCheck,
}: RateFieldProps) {
  const { t, format } = useMessages();
  const { currency } = fields;
  const amount = parseAmount(fields.amount, currency);
  const rate = parseRate(fields.rate);
  const converted =
    amount !== undefined && rate !== undefined ? convertMinor(amount, currency, rate, budget) : undefined;
  const hint =
    converted === undefined || amount === undefined
      ? ask
      : t('expense-rate-result', format.money(amount, currency), format.money(converted, budget));
  const otherDay = known && known.value === rate && day && known.day !== day ? known.day : undefined;
  return (
    <div class="stack-tight">
      <Field
        label={t('expense-rate')}
        description={otherDay ? `${hint} · ${t('expense-rate-day', format.day(otherDay, 'short'))}` : hint}
        error={isWrong ? t('expense-rate-error') : undefined}
      >
        <div class="rate-row">
          <span aria-hidden="true">1 {currency} =</span>
          <TextInput
            name="rate"
            inputMode="decimal"
            autoComplete="off"
            value={fields.rate}
            onInput={(text) => onChange({ rate: text })}
            {...(onCheck && { onBlur: onCheck })}
          />
          <span aria-hidden="true">{budget}</span>
        </div>
      </Field>
      {offered && offered.value !== rate && (
        <RateOffer
          offer={offered}
          onTake={({ value, source }) => onChange({ rate: format.typed(value), rateSource: source })}
        />
      )}
      <Field label={t('expense-rate-source')} optional>
        <TextInput
          value={fields.rateSource}
          maxLength={lineLimit}
          placeholder={t('expense-rate-source-example')}
          onInput={(rateSource) => onChange({ rateSource })}
        />
      </Field>
    </div>
  );
}
