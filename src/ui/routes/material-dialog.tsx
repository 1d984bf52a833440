import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { orderBetween } from '#domain/order.ts';
import type { Material } from '#domain/plan/schema.ts';
import { lineLimit, proseLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { TextArea, TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import { RemoveDialog } from './plan-remove-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { WayOut } from './way-out.tsx';
import { isWebAddress, withScheme } from './web-address.ts';

const formSchema = z.object({ title: z.string(), url: z.string(), note: z.string(), offline: z.boolean() });
type Form = z.infer<typeof formSchema>;
const draftSchema = z.partial(formSchema);
const blank: Form = { title: '', url: '', note: '', offline: false };

type MaterialDialogProps = {
  /** A material's id, or `new` for a link. */
  which: string;
  materials: readonly Material[];
  saving: Saving;
  onClose: () => void;
};

/** A link with its words, or the words of a file. */
export function MaterialDialog({ which, materials, saving, onClose }: MaterialDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const row = useLast(materials.find(({ id }) => id === which));
  const correction = useCorrection();
  const usual = `material/${which}`;
  const start = correction.pending ? undefined : row ? formOf(row) : blank;
  const edits = useEdits(correction.key(usual), draftSchema, start);
  const [checked, setChecked] = useState(false);
  const [removing, setRemoving] = useState(false);
  const value = edits.value ?? blank;
  const isFile = row?.blob !== undefined;
  const url = withScheme(value.url);
  const untitled = value.title.trim() === '';
  const wrong = !isFile && !isWebAddress(url);
  const leave = () => correction.leave(onClose);

  function writes(id: string): Write[] {
    const changes = edits.changed.url === undefined ? edits.changed : { ...edits.changed, url };
    if (row) return Object.keys(changes).length > 0 ? [{ name: 'material.edit', args: { id, changes } }] : [];
    const order = orderBetween(materials.at(-1)?.order ?? '', '');
    return [{ name: 'material.add', args: { id, order, title: value.title, url, note: value.note } }];
  }

  async function save(): Promise<void> {
    setChecked(true);
    const id = row?.id ?? correction.addedId ?? store.newId();
    if (untitled || wrong || !(await saving.save(() => correction.write(writes(id))))) return;
    if (await edits.finish(value, row ? correction.heir(usual) : `material/${id}`)) leave();
  }

  async function remove(material: Material): Promise<void> {
    const { id } = material;
    // Who brings back a file of somebody else's answers for it.
    const author = material.createdBy === undefined ? {} : { createdBy: store.context.participantId };
    const back = () => store.mutate('material.add', { ...material, ...author });
    if (!(await saving.save(() => store.mutate('material.remove', { id }), back))) return;
    await edits.discard();
    onClose();
  }

  if (!edits.value || (!row && which !== 'new' && !edits.restored)) return null;
  if (row && removing) {
    return (
      <RemoveDialog
        question={t('material-remove-question')}
        name={row.title}
        consequence={t('material-remove-both')}
        saving={saving}
        onRemove={() => remove(row)}
        onClose={() => setRemoving(false)}
      />
    );
  }
  return (
    <FormDialog
      title={t(row ? 'material-edit' : 'material-new')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={
        <>
          <WayOut state={saving.state} words={[value.title, value.url, value.note]} />
          {row && (
            <Button weight="quiet" action="destructive" onClick={() => setRemoving(true)}>
              {t('material-remove')}
            </Button>
          )}
        </>
      }
    >
      <Field label={t('material-title')} error={checked && untitled ? t('material-title-missing') : undefined}>
        <TextInput
          value={value.title}
          maxLength={lineLimit}
          {...(!row && { inputRef: beginHere })}
          onInput={(title) => edits.change({ title })}
        />
      </Field>
      {!isFile && (
        <Field label={t('material-url')} error={checked && wrong ? t('material-url-wrong') : undefined}>
          <TextInput
            type="url"
            inputMode="url"
            value={value.url}
            maxLength={lineLimit}
            onInput={(typed) => edits.change({ url: typed })}
          />
        </Field>
      )}
      <Field label={t('material-note')} optional>
        <TextArea value={value.note} rows={2} maxLength={proseLimit} onInput={(note) => edits.change({ note })} />
      </Field>
      {isFile && (
        <Checkbox checked={value.offline} onChange={(offline) => edits.change({ offline })}>
          {t('material-offline')}
        </Checkbox>
      )}
    </FormDialog>
  );
}

function formOf({ title, url, note, offline = false }: Material): Form {
  return { title, url, note, offline };
}
