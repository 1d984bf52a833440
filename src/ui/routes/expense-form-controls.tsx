import { useMemo } from 'preact/hooks';
import { type Currency, convertMinor, parseAmount } from '#domain/expense/money.ts';
import { type Category, categories, type Expense, type Rate } from '#domain/expense/schema.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { DateInput, TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import { orderedCurrencies } from './expense-currencies.ts';
import type { ExpenseData } from './expense-data.ts';
import { type Fields, type FormErrors, parseRate } from './expense-form-fields.ts';
import { RateOffer } from './expense-rates.tsx';
import { categoryKey } from './expense-words.ts';

type ControlsProps = {
  fields: Fields;
  /** The form without what the person has touched. */
  base: Fields;
  errors: FormErrors;
  /** The published rate of the day. */
  offered: Rate | undefined;
  expense: Expense;
  data: ExpenseData;
  onChange: (changes: Partial<Fields>) => void;
  /** The person has left this field: say what is wrong with it. */
  onCheck: (name: 'amount' | 'rate') => void;
};

/** The fields of an expense, in the order in which a receipt is read. */
export function ExpenseFields(props: ControlsProps) {
  const { fields, data, onChange } = props;
  const { t } = useMessages();
  const foreign = fields.currency !== data.currency;
  return (
    <>
      <MoneyFields {...props} />
      {foreign && <RateFields {...props} />}
      <div class="form-row">
        <Field label={t('expense-date')}>
          <DateInput value={fields.day} onInput={(day) => onChange({ day })} />
        </Field>
        <Field label={t('expense-category')}>
          <Select value={fields.category} options={useCategories()} onChange={(category) => onChange({ category })} />
        </Field>
      </div>
      <Field label={t('expense-paid-to')} description={t('expense-paid-to-hint')}>
        <TextInput
          value={fields.merchant}
          maxLength={lineLimit}
          autoComplete="off"
          onInput={(merchant) => onChange({ merchant })}
        />
      </Field>
      <Field label={t('expense-note')} optional>
        <TextArea value={fields.note} rows={2} maxLength={proseLimit} onInput={(note) => onChange({ note })} />
      </Field>
      <Field label={t('expense-who-paid')}>
        <Select value={fields.paidBy} options={useSides(data)} onChange={(paidBy) => onChange({ paidBy })} />
      </Field>
    </>
  );
}

function MoneyFields({ fields, base, errors, data, onChange, onCheck }: ControlsProps) {
  const { t, format } = useMessages();
  const amount = parseAmount(fields.amount, fields.currency);
  // A rate into the budget's currency says nothing of another one; back at the first currency, its rate is back.
  const choose = (currency: Currency) => {
    const { rate, rateSource } = currency === base.currency ? base : { rate: '', rateSource: '' };
    onChange({ currency, rate, rateSource });
  };
  return (
    <div class="money-row">
      <Field
        label={t('expense-amount')}
        description={amount === undefined ? undefined : format.money(amount, fields.currency)}
        error={errors.amount && t('expense-amount-error')}
      >
        <TextInput
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          value={fields.amount}
          onInput={(text) => onChange({ amount: text })}
          onBlur={() => onCheck('amount')}
        />
      </Field>
      <Field label={t('expense-currency')}>
        <Select value={fields.currency} options={useCurrencies(data)} onChange={choose} />
      </Field>
    </div>
  );
}

/** The rate into the budget's currency: one of these is so many of those. It may come later. */
function RateFields({ fields, errors, offered, expense, data, onChange, onCheck }: ControlsProps) {
  const { t, format } = useMessages();
  const { currency } = fields;
  const amount = parseAmount(fields.amount, currency);
  const rate = parseRate(fields.rate);
  const converted =
    amount !== undefined && rate !== undefined ? convertMinor(amount, currency, rate, data.currency) : undefined;
  const hint =
    converted === undefined || amount === undefined
      ? t('expense-rate-hint', data.currency, currency)
      : t('expense-rate-result', format.money(amount, currency), format.money(converted, data.currency));
  const known = expense.rate;
  const otherDay = known && known.value === rate && fields.day && known.day !== fields.day ? known.day : undefined;
  return (
    <div class="stack-tight">
      <Field
        label={t('expense-rate')}
        description={otherDay ? `${hint} · ${t('expense-rate-day', format.day(otherDay, 'short'))}` : hint}
        error={errors.rate && t('expense-rate-error')}
      >
        <div class="rate-row">
          <span aria-hidden="true">1 {currency} =</span>
          <TextInput
            name="rate"
            inputMode="decimal"
            autoComplete="off"
            value={fields.rate}
            onInput={(text) => onChange({ rate: text })}
            onBlur={() => onCheck('rate')}
          />
          <span aria-hidden="true">{data.currency}</span>
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

function useCurrencies({ zone, currency: budget, items }: ExpenseData): { value: Currency; label: string }[] {
  const { language } = useMessages();
  const names = useMemo(() => new Intl.DisplayNames(language, { type: 'currency' }), [language]);
  const used = items.map((item) => item.expense.currency);
  return orderedCurrencies(zone, budget, used).map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
}

function useCategories(): { value: Category | ''; label: string }[] {
  const { t } = useMessages();
  const known = categories.map((value) => ({ value, label: t(categoryKey(value)) }));
  return [{ value: '', label: t('expense-category-choose') }, ...known];
}

function useSides({ exchange }: ExpenseData): { value: Expense['paidBy']; label: string }[] {
  const { t } = useMessages();
  const travels = exchange?.format === 'mentor-travels';
  const host = travels ? exchange?.menteeCommunity : exchange?.mentorCommunity;
  const visitor = travels ? exchange?.mentorCommunity : exchange?.menteeCommunity;
  return [
    { value: 'host', label: host ? t('expense-side-host-named', host) : t('expense-side-host') },
    { value: 'visitor', label: visitor ? t('expense-side-visitor-named', visitor) : t('expense-side-visitor') },
    { value: 'hub', label: t('role-hub') },
  ];
}
