import { useId, useMemo } from 'preact/hooks';
import { type ExchangeFields, type FieldName, formats, type Problem } from '#domain/creation/fields.ts';
import { currencies } from '#domain/expense/money.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { DateInput, TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import type { MessageKey } from '../i18n/i18n.ts';

type ExchangeFieldsetProps = {
  value: ExchangeFields;
  change: (changes: Partial<ExchangeFields>) => void;
  /** What keeps them from being saved; empty until a save was tried. */
  problems: readonly Problem[];
};

/** The facts of one exchange, to be typed. */
export function ExchangeFieldset({ value, change, problems }: ExchangeFieldsetProps) {
  const { t } = useMessages();
  const errorOf = (field: FieldName) => {
    const problem = problems.find((candidate) => candidate.field === field);
    return problem && t(`hub-problem-${problem.code}`);
  };
  const line = (field: FieldName, more: { hint?: MessageKey; optional?: boolean } = {}) => (
    <Field
      label={t(labelOf(field))}
      error={errorOf(field)}
      description={more.hint && t(more.hint)}
      optional={more.optional === true}
    >
      <TextInput value={value[field]} maxLength={lineLimit} onInput={(text) => change({ [field]: text })} />
    </Field>
  );
  return (
    <>
      {line('topic', { hint: 'hub-field-topic-hint' })}
      <Field label={t('hub-field-format')} error={errorOf('format')}>
        <Select
          value={value.format}
          options={[
            { value: '', label: t('hub-field-format-choose') },
            ...formats.map((format) => ({ value: format as string, label: t(`hub-format-${format}`) })),
          ]}
          onChange={(format) => change({ format })}
        />
      </Field>
      <div class="form-row form-row--words">
        {line('menteeCommunity')}
        {line('mentorCommunity')}
      </div>
      <div class="form-row form-row--words">
        {line('hostCity')}
        <Field label={t('hub-field-hostzone')} error={errorOf('hostZone')} description={t('hub-field-hostzone-hint')}>
          <ZoneInput value={value.hostZone} onInput={(hostZone) => change({ hostZone })} />
        </Field>
      </div>
      <div class="form-row">
        <Field label={t('hub-field-firstday')} error={errorOf('firstDay')}>
          <DateInput value={value.firstDay} onInput={(firstDay) => change({ firstDay })} />
        </Field>
        <Field label={t('hub-field-lastday')} error={errorOf('lastDay')}>
          <DateInput
            value={value.lastDay}
            min={value.firstDay || undefined}
            onInput={(lastDay) => change({ lastDay })}
          />
        </Field>
        <Field label={t('hub-field-currency')} error={errorOf('currency')}>
          <Select
            value={value.currency}
            options={currencies.map((currency) => ({ value: currency as string, label: currency }))}
            onChange={(currency) => change({ currency })}
          />
        </Field>
      </div>
      {line('venue', { optional: true })}
      <Field label={t('hub-field-address')} error={errorOf('address')} optional>
        <TextArea value={value.address} maxLength={proseLimit} onInput={(address) => change({ address })} />
      </Field>
    </>
  );
}

const labels = {
  topic: 'hub-field-topic',
  format: 'hub-field-format',
  menteeCommunity: 'hub-field-menteecommunity',
  mentorCommunity: 'hub-field-mentorcommunity',
  hostCity: 'hub-field-hostcity',
  hostZone: 'hub-field-hostzone',
  firstDay: 'hub-field-firstday',
  lastDay: 'hub-field-lastday',
  currency: 'hub-field-currency',
  venue: 'hub-field-venue',
  address: 'hub-field-address',
} as const satisfies Record<FieldName, MessageKey>;

function labelOf(field: FieldName): MessageKey {
  return labels[field];
}

/** The zones of Europe and its neighbours; any other that the browser knows may be typed. */
function ZoneInput({ value, onInput }: { value: string; onInput: (zone: string) => void }) {
  const id = useId();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').filter((zone) => /^(Europe|Asia)\//.test(zone)), []);
  return (
    <>
      <TextInput value={value} list={id} autoComplete="off" onInput={onInput} />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
