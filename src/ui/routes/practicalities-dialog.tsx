import * as z from 'zod/mini';
import type { Practicalities } from '#domain/plan/practicalities.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import { Field } from '../components/field.tsx';
import { TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { useEdits } from './plan-edits.tsx';
import { FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const fields = [
  ['venue', 'practical-venue', 'line'],
  ['venueAddress', 'practical-venue-address', 'prose'],
  ['lodging', 'practical-lodging', 'line'],
  ['lodgingAddress', 'practical-lodging-address', 'prose'],
  ['emergencyName', 'practical-emergency-name', 'line'],
  ['emergencyPhone', 'practical-emergency-phone', 'line'],
  ['emergencyNote', 'practical-emergency-note', 'prose'],
  ['houseRules', 'practical-rules', 'prose'],
] as const satisfies readonly (readonly [keyof Practicalities, MessageKey, 'line' | 'prose'])[];

const formSchema = z.object({
  venue: z.string(),
  venueAddress: z.string(),
  lodging: z.string(),
  lodgingAddress: z.string(),
  emergencyName: z.string(),
  emergencyPhone: z.string(),
  emergencyNote: z.string(),
  houseRules: z.string(),
});
type Form = z.infer<typeof formSchema>;
const draftSchema = z.partial(formSchema);
const blank: Form = {
  venue: '',
  venueAddress: '',
  lodging: '',
  lodgingAddress: '',
  emergencyName: '',
  emergencyPhone: '',
  emergencyNote: '',
  houseRules: '',
};

type PracticalitiesDialogProps = { row: Practicalities | undefined; saving: Saving; onClose: () => void };

/** Where one works and sleeps, whom to call, and the rules of the house; only what was changed is sent. */
export function PracticalitiesDialog({ row, saving, onClose }: PracticalitiesDialogProps) {
  const { t } = useMessages();
  const correction = useCorrection();
  const usual = 'practicalities/edit';
  const edits = useEdits(correction.key(usual), draftSchema, correction.pending ? undefined : { ...blank, ...row });
  const { value, changed } = edits;
  if (!value) return null;
  const leave = () => correction.leave(onClose);

  async function save(): Promise<void> {
    const isChanged = Object.keys(changed).length > 0;
    const writes = isChanged ? [{ name: 'practicalities.edit' as const, args: { changes: changed } }] : [];
    if (!(await saving.save(() => correction.write(writes)))) return;
    if (await edits.finish(changed, correction.heir(usual))) leave();
  }

  return (
    <FormDialog
      title={t('practical-edit')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={<WayOut state={saving.state} words={fields.map(([field]) => value[field])} />}
    >
      {fields.map(([field, label, size]) => (
        <Field key={field} label={t(label)}>
          {size === 'line' ? (
            <TextInput
              value={value[field]}
              maxLength={lineLimit}
              onInput={(typed) => edits.change({ [field]: typed })}
            />
          ) : (
            <TextArea
              value={value[field]}
              rows={2}
              maxLength={proseLimit}
              onInput={(typed) => edits.change({ [field]: typed })}
            />
          )}
        </Field>
      ))}
    </FormDialog>
  );
}
