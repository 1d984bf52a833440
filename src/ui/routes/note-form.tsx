import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { proseLimit } from '#domain/scalars.ts';
import { getRow } from '#store/queries/rows.ts';
import { Field } from '../components/field.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useLive } from '../hooks/use-live.ts';
import { useEdits } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const draftSchema = z.partial(z.object({ body: z.string() }));
const blank = { body: '' };

/** Writes a note, or changes one; what is typed is kept until it is saved. */
export function NoteForm({ which, saving, onClose }: { which: string; saving: Saving; onClose: () => void }) {
  const { t } = useMessages();
  const store = useStore();
  const isNew = which === 'new';
  const row = useLive(async () => (isNew ? blank : ((await getRow(store, 'note', which)) ?? blank)), [store, which]);
  const correction = useCorrection();
  const usual = `note/${which}`;
  const edits = useEdits(correction.key(usual), draftSchema, correction.pending ? undefined : row);
  const [checked, setChecked] = useState(false);
  const body = edits.value?.body ?? '';
  const isEmpty = body.trim() === '';
  const leave = () => correction.leave(onClose);

  async function save(): Promise<void> {
    setChecked(true);
    if (isEmpty) return;
    const author = { createdBy: store.context.participantId, createdAt: store.instant() };
    const id = isNew ? (correction.addedId ?? store.newId()) : which;
    const written = await saving.save(async () => {
      if (isNew) return correction.write([{ name: 'note.add', args: { id, body, ...author } }]);
      const isChanged = edits.changed.body !== undefined;
      return correction.write(isChanged ? [{ name: 'note.edit', args: { id, changes: { body } } }] : []);
    });
    if (!written) return;
    if (await edits.finish({ body }, isNew ? `note/${id}` : correction.heir(usual))) leave();
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!edits.value) return null;
  return (
    <FormDialog
      title={t(isNew ? 'note-new' : 'note-edit')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={<WayOut state={saving.state} words={[body]} />}
    >
      <Field label={t('note-label')} error={checked && isEmpty ? t('note-empty') : undefined}>
        <TextArea
          value={body}
          rows={5}
          maxLength={proseLimit}
          {...(isNew && { areaRef: beginHere })}
          onInput={(typed) => edits.change({ body: typed })}
        />
      </Field>
    </FormDialog>
  );
}
