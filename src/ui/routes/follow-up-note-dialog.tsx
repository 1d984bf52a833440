import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { CallNote } from '#domain/follow-up/schema.ts';
import { proseLimit } from '#domain/scalars.ts';
import { Field } from '../components/field.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

const draftSchema = z.partial(z.object({ words: z.string() }));

type NoteDialogProps = {
  /** A note's id. */
  which: string;
  /** The notes that the person wrote: nobody changes those of the other side. */
  own: readonly CallNote[];
  saving: Saving;
  onClose: () => void;
};

/** Changes a note of the call that one wrote oneself. */
export function NoteDialog({ which, own, saving, onClose }: NoteDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const row = useLast(own.find(({ id }) => id === which));
  const edits = useEdits(`call-note/${which}`, draftSchema, row && { words: row.words });
  const [checked, setChecked] = useState(false);
  if (!row || !edits.value) return null;
  const { words = '' } = edits.value;
  const isEmpty = words.trim() === '';

  async function save(id: string): Promise<void> {
    setChecked(true);
    if (isEmpty) return;
    const isChanged = edits.changed.words !== undefined;
    const write = async () => (isChanged ? store.mutate('callnote.edit', { id, words }) : undefined);
    if ((await saving.save(write)) && (await edits.finish({ words }))) onClose();
  }

  return (
    <FormDialog
      title={t('call-note-edit-title')}
      edits={edits}
      correction={{ rejection: undefined }}
      saving={saving}
      onSubmit={() => void save(row.id)}
      onClose={onClose}
      extra={<WayOut state={saving.state} words={[words]} />}
    >
      <Field label={t('call-note')} error={checked && isEmpty ? t('call-note-missing') : undefined}>
        <TextArea
          value={words}
          maxLength={proseLimit}
          areaRef={beginHere}
          onInput={(typed) => edits.change({ words: typed })}
        />
      </Field>
    </FormDialog>
  );
}
