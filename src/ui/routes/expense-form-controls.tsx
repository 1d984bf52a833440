import { useMemo } from 'preact/hooks';
import { type Currency, parseAmount } from '#domain/expense/money.ts';
import { paidBySides } from '#domain/expense/schema.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { DateInput, TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import { tagOf } from '../i18n/languages.ts';
import { orderedCurrencies } from './expense-currencies.ts';
import type { ExpenseData } from './expense-data.ts';
import type { Fields } from './expense-form-fields.ts';
import { type ControlsProps, isKnown, useCategories, useSubcategories } from './expense-form-parts.ts';
import { ExpenseMore, ExplanationField } from './expense-more.tsx';
import { SplitFields } from './expense-split.tsx';
import { RateField } from './rate-field.tsx';

/** The fields of an expense, in the order in which a receipt is read. */
export function ExpenseFields(props: ControlsProps) {
  const { fields, data, onChange } = props;
  const { t } = useMessages();
  const foreign = fields.currency !== data.currency;
  return (
    <>
      <MoneyFields {...props} />
      {foreign && <ExpenseRate {...props} />}
      <div class="form-row">
        <Field label={t('expense-date')}>
          <DateInput value={fields.day} onInput={(day) => onChange({ day })} />
        </Field>
        {fields.parts.length === 0 && (
          <Field label={t('expense-category')}>
            <Select value={fields.category} options={useCategories()} onChange={(category) => onChange({ category })} />
          </Field>
        )}
      </div>
      {fields.parts.length === 0 && fields.category !== '' && (
        <Field label={t('expense-subcategory')} optional>
          <Select
            value={isKnown(fields) ? fields.subcategory : ''}
            options={useSubcategories(fields.category)}
            onChange={(subcategory) => onChange({ subcategory })}
          />
        </Field>
      )}
      <SplitFields {...props} />
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
        <Select
          value={fields.payerId === '' ? fields.paidBy : fields.payerId}
          options={useSides(data, fields)}
          onChange={(who) => onChange(payerOf(who, data))}
        />
      </Field>
      <ExplanationField {...props} />
      <ExpenseMore {...props} />
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

function ExpenseRate({ fields, errors, offered, expense, data, onChange, onCheck }: ControlsProps) {
  const { t } = useMessages();
  return (
    <RateField
      fields={fields}
      budget={data.currency}
      day={fields.day}
      known={expense.rate}
      offered={offered}
      isWrong={errors.rate === true}
      hint={t('expense-rate-hint', data.currency, fields.currency)}
      onChange={onChange}
      onCheck={() => onCheck('rate')}
    />
  );
}

function useCurrencies({ zone, currency: budget, items }: ExpenseData): { value: Currency; label: string }[] {
  const { language } = useMessages();
  const names = useMemo(() => new Intl.DisplayNames(tagOf(language), { type: 'currency' }), [language]);
  const used = items.map((item) => item.expense.currency);
  return orderedCurrencies(zone, budget, used).map((value) => {
    // A browser that does not speak the language has no names: it gives the code again.
    const name = names.of(value) ?? value;
    return { value, label: name === value ? value : `${value} – ${name}` };
  });
}

/** The advance, everybody's own money, the Hub; a side without a name only where it is what stands there. */
function useSides({ exchange, people }: ExpenseData, { paidBy, payerId }: Fields): { value: string; label: string }[] {
  const { t } = useMessages();
  const travels = exchange?.format === 'mentor-travels';
  const visitor = travels ? exchange?.mentorCommunity : exchange?.menteeCommunity;
  const persons = [...people.values()]
    .filter(({ role }) => role !== 'hub')
    .map(({ id, name }) => ({ value: id, label: t('expense-own-money', name) }));
  const isNameless = paidBy === 'visitor' && payerId === '';
  return [
    { value: 'host', label: t('expense-from-advance') },
    ...(isNameless || persons.length === 0
      ? [{ value: 'visitor', label: visitor ? t('expense-side-visitor-named', visitor) : t('expense-side-visitor') }]
      : []),
    ...persons,
    { value: 'hub', label: t('role-hub') },
  ];
}

/** Who paid, as the expense keeps it: a side, and the person when it was their own money. */
function payerOf(who: string, { exchange, people }: ExpenseData): Pick<Fields, 'paidBy' | 'payerId'> {
  const side = paidBySides.find((known) => known === who);
  if (side) return { paidBy: side, payerId: '' };
  const traveller = exchange?.format === 'mentor-travels' ? 'mentor' : 'mentee';
  return { paidBy: people.get(who)?.role === traveller ? 'visitor' : 'host', payerId: who };
}
