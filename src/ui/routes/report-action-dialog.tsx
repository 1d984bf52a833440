import { useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import type { ActionItem } from '#domain/report/schema.ts';
import { lineLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Field } from '../components/field.tsx';
import { DateInput, TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';

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
  const correction = useCorrection();
  const usual = `action/${which}`;
  const edits = useEdits(correction.key(usual), draftSchema, correction.pending ? undefined : (row ?? blank));
  const [checked, setChecked] = useState(false);
  const value = edits.value ?? blank;
  const isEmpty = value.what.trim() === '';
  const leave = () => correction.leave(onClose);
  const isTooLong = value.what.length > lineLimit || value.who.length > lineLimit;
  // One form makes one item, however often Save is pressed: the second time its id is there already.
  const [freshId] = useState(store.newId);
  const newId = correction.addedId ?? freshId;
  const isSaving = useRef(false);

  function writes(): Write[] {
    const { changed } = edits;
    if (row) {
      const isChanged = Object.keys(changed).length > 0;
      return isChanged ? [{ name: 'action.edit', args: { id: row.id, changes: changed } }] : [];
    }
    const order = orderBetween(items.at(-1)?.order ?? '', '');
    return [{ name: 'action.add', args: { id: newId, order, ...value, done: false, note: '' } }];
  }

  async function save(): Promise<void> {
    setChecked(true);
    // Two presses in one tick both come before the button is disabled.
    if (isEmpty || isTooLong || isSaving.current) return;
    isSaving.current = true;
    const saved = await saving.save(() => correction.write(writes()));
    isSaving.current = false;
    if (!saved) return;
    const heir = row ? correction.heir(usual) : `action/${newId}`;
    // A draft that a full disk does not let go of must not keep the form open over what is saved.
    if (await edits.finish(value, heir).catch(() => true)) leave();
  }

  // A form that shows before its draft is known would swallow the first letters.
  if (!edits.value || (!row && which !== 'new')) return null;
  return (
    <FormDialog
      title={t(row ? 'action-edit' : 'action-new')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={<WayOut state={saving.state} words={[value.what, value.who]} />}
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
