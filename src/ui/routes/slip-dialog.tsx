import { useState } from 'preact/hooks';
import type { Rejection } from '#domain/errors.ts';
import { type Currency, parseAmount } from '#domain/expense/money.ts';
import { lineLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { DateInput, TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { orderedCurrencies } from './expense-currencies.ts';
import type { ExpenseData } from './expense-data.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { readSlip, type SlipErrors, type SlipFields, slipDraftSchema, slipToFields } from './slip-form-fields.ts';
import { WayOut } from './way-out.tsx';

type SlipDialogProps = {
  /** A slip's id, or `new`. */
  which: string;
  data: ExpenseData;
  saving: Saving;
  onClose: () => void;
};

/** What the exchange office gave for a part of the advance. */
export function SlipDialog({ which, data, saving, onClose }: SlipDialogProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const correction = useCorrection();
  const row = useLast(data.slips.find(({ id }) => id === which));
  const usualAdvance = data.advances.find(({ id }) => id === row?.advanceId) ?? data.advances[0];
  const currency =
    orderedCurrencies(data.zone, data.currency, []).find((one) => one !== usualAdvance?.currency) ?? 'EUR';
  const blank = usualAdvance && slipToFields(row, { advance: usualAdvance, currency, typed: format.typed });
  const usual = `slip/${which}`;
  const edits = useEdits(correction.key(usual), slipDraftSchema, correction.pending ? undefined : blank);
  const [checked, setChecked] = useState(false);
  if (!blank || !edits.value || (!row && which !== 'new' && !edits.restored)) return null;
  const fields: SlipFields = { ...blank, ...edits.value };
  const from = data.advances.find(({ id }) => id === fields.advanceId)?.currency ?? data.currency;
  const { row: next, errors } = readSlip(fields, from);
  const leave = () => correction.leave(onClose);

  async function write(writes: Write[], back?: () => Promise<Rejection | undefined>): Promise<void> {
    if (!(await saving.save(() => correction.write(writes), back))) return;
    if (await edits.finish(fields, row ? correction.heir(usual) : undefined)) leave();
  }

  function save(): void {
    setChecked(true);
    if (!next) return;
    const refusedId = slipIdOf(correction.rejection?.args);
    const own = { id: row?.id ?? refusedId ?? store.newId(), createdBy: row?.createdBy ?? store.context.participantId };
    const args = { ...next, ...own, createdAt: row?.createdAt ?? store.instant() };
    const isChanged = Object.keys(edits.changed).length > 0 || !row;
    void write(isChanged ? [{ name: 'slip.record', args }] : []);
  }

  return (
    <FormDialog
      title={t(row ? 'slip-edit' : 'slip-add')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={save}
      onClose={leave}
      extra={
        <>
          <WayOut state={saving.state} words={[fields.given, `${fields.got} ${fields.currency}`, fields.place]} />
          {row && (
            <Button
              weight="quiet"
              action="destructive"
              onClick={() =>
                void write([{ name: 'slip.remove', args: { id: row.id } }], () => store.mutate('slip.record', row))
              }
            >
              {t('slip-remove')}
            </Button>
          )}
        </>
      }
    >
      <SlipControls fields={fields} from={from} errors={checked ? errors : {}} data={data} onChange={edits.change} />
    </FormDialog>
  );
}

type ControlsProps = {
  fields: SlipFields;
  /** The advance's currency. */
  from: Currency;
  errors: SlipErrors;
  data: ExpenseData;
  onChange: (changes: Partial<SlipFields>) => void;
};

function SlipControls({ fields, from, errors, data, onChange }: ControlsProps) {
  const { t, format } = useMessages();
  const wrong = t('slip-error');
  const given = parseAmount(fields.given, from);
  return (
    <>
      {data.advances.length > 1 && (
        <Field label={t('slip-advance', '')}>
          <Select
            value={fields.advanceId}
            options={data.advances.map(({ id, amount, currency }) => ({
              value: id,
              label: t('slip-advance', format.money(amount, currency)),
            }))}
            onChange={(advanceId) => onChange({ advanceId })}
          />
        </Field>
      )}
      <Field
        label={t('slip-given')}
        description={given === undefined ? from : format.money(given, from)}
        error={errors.given && wrong}
      >
        <TextInput
          inputMode="decimal"
          autoComplete="off"
          value={fields.given}
          inputRef={beginHere}
          onInput={(given) => onChange({ given })}
        />
      </Field>
      <div class="money-row">
        <Field label={t('slip-got')} error={errors.got && wrong}>
          <TextInput inputMode="decimal" autoComplete="off" value={fields.got} onInput={(got) => onChange({ got })} />
        </Field>
        <Field label={t('expense-currency')} error={errors.currency && t('rule-slip-currency')}>
          <Select
            value={fields.currency}
            options={orderedCurrencies(data.zone, data.currency, []).map((value) => ({ value, label: value }))}
            onChange={(currency) => onChange({ currency })}
          />
        </Field>
      </div>
      <Field label={t('slip-day')} error={errors.day && t('slip-day-missing')}>
        <DateInput value={fields.day} onInput={(day) => onChange({ day })} />
      </Field>
      <Field label={t('slip-place')} optional>
        <TextInput value={fields.place} maxLength={lineLimit} onInput={(place) => onChange({ place })} />
      </Field>
    </>
  );
}

function slipIdOf(args: unknown): string | undefined {
  return typeof args === 'object' && args !== null && 'id' in args ? String(args.id) : undefined;
}
