import { useState } from 'preact/hooks';
import type { Rejection } from '#domain/errors.ts';
import { type Currency, parseAmount } from '#domain/expense/money.ts';
import type { Rate } from '#domain/expense/schema.ts';
import { findRate } from '#domain/rates/find-rate.ts';
import { proseLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { DateInput, TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { type AdvanceFields, advanceDraftSchema, advanceToFields, readAdvance } from './budget-form-fields.ts';
import { orderedCurrencies } from './expense-currencies.ts';
import type { ExpenseData } from './expense-data.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { RateField } from './rate-field.tsx';
import { WayOut } from './way-out.tsx';

type AdvanceDialogProps = {
  /** An advance's id, or `new`. */
  which: string;
  data: ExpenseData;
  saving: Saving;
  onClose: () => void;
};

/** Records a lump sum as the host received it; what was recorded wrongly is recorded again, or removed. */
export function AdvanceDialog({ which, data, saving, onClose }: AdvanceDialogProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const row = useLast(data.advances.find(({ id }) => id === which));
  const blank = advanceToFields(row, data.currency, format.number(1.5).replace(/[\d\s]/g, ''));
  const usual = `advance/${which}`;
  const edits = useEdits(correction.key(usual), advanceDraftSchema, correction.pending ? undefined : blank);
  const [checked, setChecked] = useState(false);
  const fields: AdvanceFields = { ...blank, ...edits.value };
  const known = row?.currency === fields.currency ? row.rate : undefined;
  const offered = findRate(data.rates, fields.receivedOn, fields.currency, data.currency);
  const { row: next, errors } = readAdvance(fields, { budget: data.currency, known, offered });
  const leave = () => correction.leave(onClose);

  async function write(writes: Write[], back?: () => Promise<Rejection | undefined>): Promise<void> {
    if (!(await saving.save(() => correction.write(writes), back))) return;
    if (await edits.finish(fields, row ? correction.heir(usual) : undefined)) leave();
  }

  function save(): void {
    setChecked(true);
    if (!next) return;
    const id = row?.id ?? (correction.rejection ? refusedId(correction.rejection.args) : undefined) ?? store.newId();
    const isChanged = Object.keys(edits.changed).length > 0 || !row;
    void write(isChanged ? [{ name: 'advance.record', args: { id, ...next } }] : []);
  }

  if (!edits.value || (!row && which !== 'new' && !edits.restored)) return null;
  return (
    <FormDialog
      title={t(row ? 'hub-advance-edit' : 'hub-advance-add')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={save}
      onClose={leave}
      extra={
        <>
          <WayOut state={saving.state} words={[`${fields.amount} ${fields.currency}`, fields.note]} />
          {row && (
            <Button
              weight="quiet"
              action="destructive"
              onClick={() =>
                void write([{ name: 'advance.remove', args: { id: row.id } }], () =>
                  store.mutate('advance.record', row),
                )
              }
            >
              {t('hub-advance-remove')}
            </Button>
          )}
        </>
      }
    >
      <AdvanceControls
        fields={fields}
        errors={checked ? errors : {}}
        data={data}
        known={known}
        offered={offered}
        onChange={edits.change}
      />
    </FormDialog>
  );
}

type ControlsProps = {
  fields: AdvanceFields;
  errors: ReturnType<typeof readAdvance>['errors'];
  data: ExpenseData;
  known: Rate | null | undefined;
  offered: Rate | undefined;
  onChange: (changes: Partial<AdvanceFields>) => void;
};

function AdvanceControls({ fields, errors, data, known, offered, onChange }: ControlsProps) {
  const { t, format } = useMessages();
  const amount = parseAmount(fields.amount, fields.currency);
  const used: Currency[] = data.advances.map(({ currency }) => currency);
  const currencies = orderedCurrencies(data.zone, data.currency, used);
  return (
    <>
      <div class="money-row">
        <Field
          label={t('expense-amount')}
          description={amount === undefined ? undefined : format.money(amount, fields.currency)}
          error={errors.amount && t('expense-amount-error')}
        >
          <TextInput
            inputMode="decimal"
            autoComplete="off"
            value={fields.amount}
            inputRef={beginHere}
            onInput={(text) => onChange({ amount: text })}
          />
        </Field>
        <Field label={t('expense-currency')}>
          <Select
            value={fields.currency}
            options={currencies.map((value) => ({ value, label: value }))}
            // A rate into the budget's currency says nothing of another one.
            onChange={(currency) => onChange({ currency, rate: '', rateSource: '' })}
          />
        </Field>
      </div>
      <Field label={t('hub-advance-day')} error={errors.receivedOn && t('hub-advance-day-missing')}>
        <DateInput value={fields.receivedOn} onInput={(receivedOn) => onChange({ receivedOn })} />
      </Field>
      {fields.currency !== data.currency && (
        <RateField
          fields={fields}
          budget={data.currency}
          day={fields.receivedOn}
          known={known}
          offered={offered}
          isWrong={errors.rate === true}
          hint={t('hub-advance-rate-hint', data.currency, fields.currency)}
          onChange={onChange}
        />
      )}
      <Field label={t('hub-advance-note')} optional>
        <TextArea value={fields.note} rows={2} maxLength={proseLimit} onInput={(note) => onChange({ note })} />
      </Field>
    </>
  );
}

function refusedId(args: unknown): string | undefined {
  return typeof args === 'object' && args !== null && 'id' in args ? String(args.id) : undefined;
}
