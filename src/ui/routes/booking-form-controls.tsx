import { useMemo } from 'preact/hooks';
import { bookingKinds, bookingStates } from '#domain/booking/schema.ts';
import type { Rejection } from '#domain/errors.ts';
import { parseAmount } from '#domain/expense/money.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { Select } from '../components/select.tsx';
import { DateInput, TextArea, TextInput, TimeInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import type { BookingErrors, BookingFields } from './booking-form-fields.ts';
import { cityOf } from './booking-words.ts';
import type { ExpenseData } from './expense-data.ts';

type ControlsProps = {
  fields: BookingFields;
  errors: BookingErrors;
  refusal: Rejection | null;
  /** It is to be booked before the plan is agreed. */
  needsReason: boolean;
  /** Its kind is chosen once. */
  isNew: boolean;
  data: ExpenseData;
  onChange: (changes: Partial<BookingFields>) => void;
};

/** The fields of a booking, in the order in which a confirmation is read. */
export function BookingFieldset(props: ControlsProps) {
  const { fields, errors, refusal, needsReason, isNew, data, onChange } = props;
  const { t, format } = useMessages();
  const { kind, state } = fields;
  const cost = parseAmount(fields.cost, data.currency);
  return (
    <>
      <div class="form-row">
        {isNew && (
          <Field label={t('booking-kind')}>
            <Select
              value={kind}
              options={bookingKinds.map((value) => ({ value, label: t(`booking-kind-${value}`) }))}
              onChange={(chosen) => onChange({ kind: chosen })}
            />
          </Field>
        )}
        <Field label={t('booking-state')}>
          <Select
            value={state}
            options={bookingStates.map((value) => ({ value, label: t(`booking-state-${value}`) }))}
            onChange={(chosen) => onChange({ state: chosen })}
          />
        </Field>
      </div>
      {refusal && <Message type="error" announce children={t(reasonKey(refusal))} />}
      {needsReason && (
        <Field label={t('booking-reason')} description={t('booking-reason-hint')}>
          <TextInput value={fields.reason} maxLength={lineLimit} onInput={(reason) => onChange({ reason })} />
        </Field>
      )}
      <Persons {...props} />
      {kind === 'travel' && (
        <div class="form-row">
          <Line name="from" label={t('booking-from')} {...props} />
          <Line name="to" label={t('booking-to')} {...props} />
        </div>
      )}
      <div class="form-row">
        <Line name="provider" label={t(`booking-provider-${kind}`)} {...props} />
        <Line name="reference" label={t('booking-reference')} {...props} />
      </div>
      {kind === 'lodging' && (
        <Field label={t('booking-place')} optional>
          <TextArea value={fields.place} rows={2} maxLength={proseLimit} onInput={(place) => onChange({ place })} />
        </Field>
      )}
      <Times end="start" label={t(`booking-start-${kind}`)} {...props} />
      <Times end="end" label={t(`booking-end-${kind}`)} {...props} />
      <Field
        label={t('hub-booking-cost', data.currency)}
        optional
        description={cost === undefined ? undefined : format.money(cost, data.currency)}
        error={errors.cost && t('expense-amount-error')}
      >
        <TextInput
          inputMode="decimal"
          autoComplete="off"
          value={fields.cost}
          onInput={(text) => onChange({ cost: text })}
        />
      </Field>
      <Field label={t('booking-note')} description={t('booking-note-hint')} optional>
        <TextArea value={fields.note} rows={2} maxLength={proseLimit} onInput={(note) => onChange({ note })} />
      </Field>
    </>
  );
}

type LineProps = ControlsProps & { name: 'from' | 'to' | 'provider' | 'reference'; label: string };

function Line({ name, label, fields, onChange }: LineProps) {
  return (
    <Field label={label} optional>
      <TextInput
        value={fields[name]}
        maxLength={lineLimit}
        autoComplete="off"
        onInput={(text) => onChange({ [name]: text })}
      />
    </Field>
  );
}

/** Whom it is for: anybody of the exchange but the Hub. */
function Persons({ fields: { personIds }, data, onChange }: ControlsProps) {
  const { t, format } = useMessages();
  const people = [...data.people.values()].filter(({ role }) => role !== 'hub');
  const toggle = (id: string, on: boolean) =>
    onChange({ personIds: on ? [...personIds, id] : personIds.filter((other) => other !== id) });
  return (
    <fieldset class="booking-group">
      <legend>{t('booking-persons')}</legend>
      {people
        .sort((a, b) => format.compare(a.name, b.name))
        .map(({ id, name }) => (
          <Checkbox key={id} checked={personIds.includes(id)} onChange={(on) => toggle(id, on)}>
            <span dir="auto">{name}</span>
          </Checkbox>
        ))}
    </fieldset>
  );
}

type TimesProps = ControlsProps & { end: 'start' | 'end'; label: string };

/** A day and a time as the clocks show them there: each end has a zone of its own. */
function Times({ end, label, fields, errors, data, onChange }: TimesProps) {
  const { t } = useMessages();
  const zones = useZones([fields.startZone, fields.endZone, data.zone]);
  const dayMissing = end === 'start' ? errors.startDay : errors.endDay;
  return (
    <fieldset class="booking-group">
      <legend>{label}</legend>
      <div class="booking-times">
        <Field label={t('booking-day')} error={dayMissing && t('booking-day-missing')}>
          <DateInput value={fields[`${end}Day`]} onInput={(day) => onChange({ [`${end}Day`]: day })} />
        </Field>
        <Field label={t('booking-time')}>
          <TimeInput value={fields[`${end}Time`]} onInput={(time) => onChange({ [`${end}Time`]: time })} />
        </Field>
        <Field label={t('booking-zone')}>
          <Select
            value={fields[`${end}Zone`]}
            options={zones}
            onChange={(zone) => onChange({ [`${end}Zone`]: zone })}
          />
        </Field>
      </div>
    </fieldset>
  );
}

/** Zones that matter here first, then Europe's and Asia's by city: where journeys of the programme begin and end. */
function useZones(first: readonly string[]): { value: string; label: string }[] {
  const { format } = useMessages();
  const key = first.join(' ');
  return useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone').filter((zone) => /^(Europe|Asia)\//.test(zone));
    const others = known.toSorted((a, b) => format.compare(cityOf(a), cityOf(b)));
    const zones = [...new Set([...key.split(' '), ...others])];
    return zones.map((value) => ({ value, label: `${cityOf(value)} (${value})` }));
  }, [key, format]);
}
