import { useState } from 'preact/hooks';
import type { Rejection } from '#domain/errors.ts';
import { amountToDecimal, parseAmount } from '#domain/expense/money.ts';
import type { Category } from '#domain/expense/schema.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { lineDraftSchema } from './budget-form-fields.ts';
import type { ExpenseData } from './expense-data.ts';
import { categoryKey } from './expense-words.ts';
import { useEdits } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

type LineDialogProps = { category: Category; data: ExpenseData; saving: Saving; onClose: () => void };

/** Approves an amount for one category, or changes or removes what is approved. */
export function LineDialog({ category, data, saving, onClose }: LineDialogProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const { currency } = data;
  const line = data.budget.find((candidate) => candidate.category === category);
  const sign = format.number(1.5).replace(/[\d\s]/g, '');
  const start = { approved: line ? amountToDecimal(line.approved, currency).replace('.', sign) : '' };
  const edits = useEdits(correction.key(`budget/${category}`), lineDraftSchema, correction.pending ? undefined : start);
  const [checked, setChecked] = useState(false);
  const text = edits.value?.approved ?? '';
  const approved = parseAmount(text, currency);
  const leave = () => correction.leave(onClose);

  async function write(writes: Write[], back?: () => Promise<Rejection | undefined>): Promise<void> {
    if (!(await saving.save(() => correction.write(writes), back))) return;
    if (await edits.finish({ approved: text })) leave();
  }

  function save(): void {
    setChecked(true);
    if (approved === undefined) return;
    const id = line?.id ?? store.newId();
    const same = line?.approved === approved && !correction.rejection;
    void write(same ? [] : [{ name: 'budget.approve', args: { id, category, approved } }]);
  }

  if (!edits.value) return null;
  return (
    <FormDialog
      title={t(categoryKey(category))}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={save}
      onClose={leave}
      extra={
        <>
          <WayOut state={saving.state} words={[text]} />
          {line && (
            <Button
              weight="quiet"
              action="destructive"
              onClick={() =>
                void write([{ name: 'budget.remove', args: { id: line.id } }], () =>
                  store.mutate('budget.approve', line),
                )
              }
            >
              {t('hub-budget-remove')}
            </Button>
          )}
        </>
      }
    >
      <Field
        label={t('hub-budget-amount', currency)}
        description={approved === undefined ? t('hub-budget-amount-hint') : format.money(approved, currency)}
        error={checked && approved === undefined ? t('expense-amount-error') : undefined}
      >
        <TextInput
          inputMode="decimal"
          autoComplete="off"
          value={text}
          inputRef={beginHere}
          onInput={(typed) => edits.change({ approved: typed })}
        />
      </Field>
    </FormDialog>
  );
}
