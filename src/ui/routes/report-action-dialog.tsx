import { useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import type { ActionItem } from '#domain/report/schema.ts';
import { lineLimit } from '#domain/scalars.ts';
import { Field } from '../components/field.tsx';
import { DateInput, TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';

const formSchema = z.object({ what: z.string(), who: z.string(), due: z.nullable(z.string()) });
const draftSchema = z.partial(formSchema);
const blank: z.infer<typeof formSchema> = { what: '', who: '', due: null };

type ActionDialogProps = {
  /** An action item's id, or `new`. */
  which: string;
  items: readonly ActionItem[];
  saving: Saving;
  onClose: () => void;
};

/** Writes an action item, or changes one; only what was changed is sent. */
export function ActionDialog({ which, items, saving, onClose }: ActionDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const row = useLast(items.find(({ id }) => id === which));
  const edits = useEdits(`action/${which}`, draftSchema, row ?? blank);
  const [checked, setChecked] = useState(false);
  const value = edits.value ?? blank;
  const isEmpty = value.what.trim() === '';
  const isTooLong = value.what.length > lineLimit || value.who.length > lineLimit;
  // One form makes one item, however often Save is pressed: the second time its id is there already.
  const [newId] = useState(store.newId);
  const isSaving = useRef(false);

  async function write() {
    if (row) {
      return Object.keys(edits.changed).length > 0
        ? store.mutate('action.edit', { id: row.id, changes: edits.changed })
        : undefined;
    }
    const order = orderBetween(items.at(-1)?.order ?? '', '');
    return store.mutate('action.add', { id: newId, order, ...value, done: false, note: '' });
  }

  async function save(): Promise<void> {
    setChecked(true);
    // Two presses in one tick both come before the button is disabled.
    if (isEmpty || isTooLong || isSaving.current) return;
    isSaving.current = true;
    const saved = await saving.save(write);
    isSaving.current = false;
    if (!saved) return;
    const heir = row ? undefined : `action/${newId}`;
    // A draft that a full disk does not let go of must not keep the form open over what is saved.
    if (await edits.finish(value, heir).catch(() => true)) onClose();
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!edits.value || (!row && which !== 'new')) return null;
  return (
    <FormDialog
      title={t(row ? 'action-edit' : 'action-new')}
      edits={edits}
      saving={saving}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <Field label={t('action-what')} error={checked && isEmpty ? t('action-what-missing') : undefined}>
        <TextInput
          value={value.what}
          maxLength={lineLimit}
          {...(!row && { inputRef: beginHere })}
          onInput={(what) => edits.change({ what })}
        />
      </Field>
      <Field label={t('action-who')} optional>
        <TextInput value={value.who} maxLength={lineLimit} onInput={(who) => edits.change({ who })} />
      </Field>
      <Field label={t('action-due')} optional>
        <DateInput value={value.due ?? ''} onInput={(due) => edits.change({ due: due || null })} />
      </Field>
    </FormDialog>
  );
}
