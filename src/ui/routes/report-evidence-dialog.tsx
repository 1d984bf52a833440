import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { type Consent, consents, type Evidence, type Licence, licences } from '#domain/evidence/schema.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { DateInput, TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits } from './plan-edits.tsx';
import { FormDialog } from './plan-form-dialog.tsx';
import { useSaving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';
import { languageName, languageOptions } from './word-languages.ts';

const formSchema = z.object({
  language: z.string(),
  captions: z.record(z.string(), z.string()),
  creator: z.string(),
  takenOn: z.nullable(z.string()),
  place: z.string(),
  licence: z.enum(licences),
  consent: z.enum(consents),
  publish: z.boolean(),
});
type Form = z.infer<typeof formSchema>;
const draftSchema = z.partial(formSchema);

function formOf(photo: Evidence): Form {
  const { language = '', captions = {}, creator = '', takenOn = null, place = '', licence } = photo;
  return { language, captions, creator, takenOn, place, licence, consent: photo.consent ?? 'not-asked', publish: photo.publish ?? false }; // biome-ignore format: one form
}

/** What Commons has to know of a photo, and whether it may be published at all; only what was changed is sent. */
export function EvidenceDialog({ photo, onClose }: { photo: Evidence; onClose: () => void }) {
  const { t } = useMessages();
  const correction = useCorrection();
  const saving = useSaving();
  const usual = `evidence/${photo.id}`;
  const base = formOf(photo);
  const edits = useEdits(correction.key(usual), draftSchema, correction.pending ? undefined : base);
  const { value } = edits;
  const leave = () => correction.leave(onClose);
  if (!value) return null;

  async function save(form: Form): Promise<void> {
    const isTooLong = form.creator.length > lineLimit || form.place.length > lineLimit;
    if (isTooLong || !(await saving.save(() => correction.write(writesOf(photo, edits.changed))))) return;
    if (await edits.finish(form, correction.heir(usual)).catch(() => true)) leave();
  }

  return (
    <FormDialog
      title={t('evidence-details')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save(value)}
      onClose={leave}
      extra={<WayOut state={saving.state} words={[...Object.values(value.captions), value.creator, value.place]} />}
    >
      <Publishing value={value} change={edits.change} />
      <Captions value={value} change={edits.change} />
      <Field label={t('evidence-creator')} description={t('evidence-creator-text')} optional>
        <TextInput value={value.creator} maxLength={lineLimit} onInput={(creator) => edits.change({ creator })} />
      </Field>
      <Field label={t('evidence-day')} optional>
        <DateInput value={value.takenOn ?? ''} onInput={(day) => edits.change({ takenOn: day || null })} />
      </Field>
      <Field label={t('evidence-place')} optional>
        <TextInput value={value.place} maxLength={lineLimit} onInput={(place) => edits.change({ place })} />
      </Field>
    </FormDialog>
  );
}

/** The caption of each language is a write of its own, so that two people may write two of them at once. */
function writesOf({ id }: Evidence, changed: Partial<{ [K in keyof Form]: Form[K] | undefined }>): Write[] {
  const { captions, language, ...rest } = changed;
  // A language that nobody has said is no value of the field.
  const changes = { ...rest, ...(language ? { language } : {}) };
  const texts = Object.entries(captions ?? {});
  return [
    ...(Object.keys(changes).length > 0 ? [{ name: 'evidence.edit', args: { id, changes } } as Write] : []),
    ...texts.map(([code, text]): Write => ({ name: 'evidence.translate', args: { id, language: code, text } })),
  ];
}

type PartProps = { value: Form; change: (changes: Partial<Form>) => void };

/** The people first: what they say decides. */
function Publishing({ value, change }: PartProps) {
  const { t } = useMessages();
  return (
    <>
      <Field label={t('evidence-consent')} description={t('evidence-consent-text')}>
        <Select<Consent>
          value={value.consent}
          options={consents.map((consent) => ({ value: consent, label: t(`evidence-consent-${consent}`) }))}
          onChange={(consent) => change({ consent })}
        />
      </Field>
      <Checkbox checked={value.publish} onChange={(publish) => change({ publish })}>
        {t('evidence-publish')}
      </Checkbox>
      <Field label={t('evidence-licence')}>
        <Select<Licence>
          value={value.licence}
          options={licences.map((licence) => ({ value: licence, label: licence }))}
          onChange={(licence) => change({ licence })}
        />
      </Field>
    </>
  );
}

function Captions({ value, change }: PartProps) {
  const { t } = useMessages();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const shown = [...new Set([...Object.keys(value.captions), ...asked])];
  const options = languageOptions([...shown, ...(value.language ? [value.language] : [])]);
  const free = options.filter(({ value: code }) => code !== value.language && !shown.includes(code));
  return (
    <>
      <Field label={t('evidence-language')}>
        <Select
          value={value.language}
          options={[...(value.language ? [] : [{ value: '', label: t('evidence-language-none') }]), ...options]}
          onChange={(language) => change({ language })}
        />
      </Field>
      {shown.map((code) => (
        <Field key={code} label={t('evidence-caption-in', languageName(code))}>
          <TextArea
            rows={2}
            maxLength={proseLimit}
            value={value.captions[code] ?? ''}
            onInput={(text) => change({ captions: { ...value.captions, [code]: text } })}
          />
        </Field>
      ))}
      <Field label={t('evidence-caption-more')} optional>
        <Select
          value=""
          options={[{ value: '', label: t('evidence-choose-language') }, ...free]}
          onChange={(code) => code && setAsked((before) => [...before, code])}
        />
      </Field>
    </>
  );
}
