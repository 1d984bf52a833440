import { cdxIconAdd, cdxIconTrash } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { amountToDecimal, parseAmount } from '#domain/expense/money.ts';
import { lineLimit } from '#domain/scalars.ts';
import { Button, IconButton } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { Select } from '../components/select.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import type { PartFields } from './expense-form-fields.ts';
import { type ControlsProps, isKnown, useCategories, useSubcategories } from './expense-form-parts.ts';

const emptyPart: PartFields = { category: '', subcategory: '', amount: '', note: '' };

/** One receipt over several categories: its parts, and what is still to be shared out. */
export function SplitFields({ fields, errors, onChange }: ControlsProps) {
  const { t, format } = useMessages();
  const { parts, currency } = fields;
  const whole = parseAmount(fields.amount, currency) ?? 0;
  const shared = parts.reduce((sum, { amount }) => sum + (parseAmount(amount, currency) ?? 0), 0);
  const begin = () => {
    const first = { ...emptyPart, category: fields.category, subcategory: fields.subcategory };
    onChange({ parts: [{ ...first, amount: fields.amount }, emptyPart] });
  };
  const change = (index: number, next: Partial<PartFields>) =>
    onChange({ parts: parts.map((part, at) => (at === index ? { ...part, ...next } : part)) });
  if (parts.length === 0)
    return (
      <div class="actions">
        <Button weight="quiet" onClick={begin}>
          {t('expense-split')}
        </Button>
      </div>
    );
  return (
    <fieldset class="cdx-field split">
      <legend class="cdx-label">
        <span class="cdx-label__label__text">{t('expense-split-title')}</span>
      </legend>
      {parts.map((part, index) => (
        <PartRow key={index} part={part} number={index + 1} onChange={(next) => change(index, next)}>
          {parts.length > 2 && (
            <IconButton
              icon={cdxIconTrash}
              label={t('expense-split-remove', index + 1)}
              onClick={() => onChange({ parts: parts.filter((_, at) => at !== index) })}
            />
          )}
          {shared !== whole && whole > 0 && (
            <Button
              weight="quiet"
              disabled={rest(part, whole - shared, currency) < 1}
              onClick={() =>
                change(index, { amount: format.typed(amountToDecimal(rest(part, whole - shared, currency), currency)) })
              }
            >
              {t('expense-split-rest')}
            </Button>
          )}
        </PartRow>
      ))}
      <p class="figures" aria-live="polite">
        {shared !== whole && t('expense-split-left', format.money(whole - shared, currency))}
      </p>
      {errors.parts && (
        <Message type="error" announce>
          {t('expense-split-error', format.money(shared, currency), format.money(whole, currency))}
        </Message>
      )}
      <div class="actions">
        <Button
          icon={cdxIconAdd}
          disabled={parts.length >= 20}
          onClick={() => onChange({ parts: [...parts, emptyPart] })}
        >
          {t('expense-split-add')}
        </Button>
        <Button weight="quiet" onClick={() => onChange({ parts: [] })}>
          {t('expense-split-none')}
        </Button>
      </div>
    </fieldset>
  );
}

/** What a part would be with the rest of the amount in it; minor units. */
function rest({ amount }: PartFields, left: number, currency: ControlsProps['fields']['currency']): number {
  return (parseAmount(amount, currency) ?? 0) + left;
}

type PartRowProps = {
  part: PartFields;
  number: number;
  onChange: (next: Partial<PartFields>) => void;
  children: ComponentChildren;
};

function PartRow({ part, number, onChange, children }: PartRowProps) {
  const { t } = useMessages();
  return (
    <div class="split-part">
      <div class="money-row">
        <Field label={t('expense-split-category', number)}>
          <Select value={part.category} options={useCategories()} onChange={(category) => onChange({ category })} />
        </Field>
        <Field label={t('expense-split-amount', number)}>
          <TextInput
            name="part-amount"
            inputMode="decimal"
            autoComplete="off"
            value={part.amount}
            onInput={(amount) => onChange({ amount })}
          />
        </Field>
      </div>
      {part.category !== '' && (
        <Field label={t('expense-split-kind', number)} optional>
          <Select
            value={isKnown(part) ? part.subcategory : ''}
            options={useSubcategories(part.category)}
            onChange={(subcategory) => onChange({ subcategory })}
          />
        </Field>
      )}
      <Field label={t('expense-split-note', number)} optional>
        <TextInput value={part.note} maxLength={lineLimit} onInput={(note) => onChange({ note })} />
      </Field>
      <div class="actions">{children}</div>
    </div>
  );
}
