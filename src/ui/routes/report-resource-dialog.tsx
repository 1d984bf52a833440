import { useRef, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { type Resource, resourceKinds } from '#domain/evidence/schema.ts';
import { wikiPageOf } from '#domain/evidence/wiki-address.ts';
import { lineLimit } from '#domain/scalars.ts';
import { isAddressOfTheWeb } from '#domain/web-address.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextInput } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useEdits, useLast } from './plan-edits.tsx';
import { beginHere, FormDialog } from './plan-form-dialog.tsx';
import type { Saving } from './plan-save.tsx';
import { pageWords } from './report-resource-words.ts';
import { WayOut } from './way-out.tsx';
import { withScheme } from './web-address.ts';

const formSchema = z.object({
  kind: z.enum(resourceKinds),
  url: z.string(),
  title: z.string(),
  publish: z.boolean(),
});
const draftSchema = z.partial(formSchema);
const blank: z.infer<typeof formSchema> = { kind: 'new-page', url: '', title: '', publish: true };

type ResourceDialogProps = {
  /** A resource's id, or `new`. */
  which: string;
  resources: readonly Resource[];
  saving: Saving;
  onClose: () => void;
};

/** Adds a page or link, or changes one; only what was changed is sent. */
export function ResourceDialog({ which, resources, saving, onClose }: ResourceDialogProps) {
  const { t } = useMessages();
  const store = useStore();
  const row = useLast(resources.find(({ id }) => id === which));
  const correction = useCorrection();
  const usual = `resource/${which}`;
  const edits = useEdits(correction.key(usual), draftSchema, correction.pending ? undefined : (row ?? blank));
  const [checked, setChecked] = useState(false);
  const value = edits.value ?? blank;
  const url = withScheme(value.url);
  const isValid = isAddressOfTheWeb(url) && url.length <= lineLimit && value.title.length <= lineLimit;
  const leave = () => correction.leave(onClose);
  const [freshId] = useState(store.newId);
  const newId = correction.addedId ?? freshId;
  const isSaving = useRef(false);

  function writes(): Write[] {
    if (row) {
      const changes = { ...edits.changed, ...(edits.changed.url === undefined ? {} : { url }) };
      return Object.keys(changes).length > 0 ? [{ name: 'resource.edit', args: { id: row.id, changes } }] : [];
    }
    const made = { createdBy: store.context.participantId, createdAt: store.instant() };
    return [{ name: 'resource.add', args: { id: newId, sectionId: null, ...value, url, ...made } }];
  }

  async function save(): Promise<void> {
    setChecked(true);
    // Two presses in one tick both come before the button is disabled.
    if (!isValid || isSaving.current) return;
    isSaving.current = true;
    const saved = await saving.save(() => correction.write(writes()));
    isSaving.current = false;
    if (!saved) return;
    const heir = row ? correction.heir(usual) : `resource/${newId}`;
    if (await edits.finish(value, heir).catch(() => true)) leave();
  }

  async function remove(): Promise<void> {
    if (!row) return;
    // Who brings back what somebody else had added answers for it.
    const again = { ...row, createdBy: store.context.participantId };
    const back = () => store.mutate('resource.add', again);
    const removed = await saving.save(() => store.mutate('resource.remove', { id: row.id }), back);
    if (!removed) return;
    await edits.discard().catch(() => undefined);
    leave();
  }

  if (!edits.value || (!row && which !== 'new')) return null;
  const page = wikiPageOf(url);
  const fault = value.url.trim() === '' ? t('resource-url-missing') : t('resource-url-bad');
  return (
    <FormDialog
      title={t(row ? 'resource-edit' : 'resource-add')}
      edits={edits}
      correction={correction}
      saving={saving}
      onSubmit={() => void save()}
      onClose={leave}
      extra={
        <>
          {row && (
            <Button weight="quiet" action="destructive" onClick={() => void remove()}>
              {t('resource-remove')}
            </Button>
          )}
          <WayOut state={saving.state} words={[value.url, value.title]} />
        </>
      }
    >
      <Field
        label={t('resource-url')}
        description={page && pageWords(page, t)}
        error={checked && !isValid ? fault : undefined}
      >
        <TextInput
          type="url"
          value={value.url}
          maxLength={lineLimit}
          {...(!row && { inputRef: beginHere })}
          onInput={(typed) => edits.change({ url: typed })}
        />
      </Field>
      <Field label={t('evidence-kind')}>
        <Select
          value={value.kind}
          options={resourceKinds.map((kind) => ({ value: kind, label: t(`resource-kind-${kind}`) }))}
          onChange={(kind) => edits.change({ kind })}
        />
      </Field>
      <Field label={t('resource-name')} description={t('resource-name-text')} optional>
        <TextInput value={value.title} maxLength={lineLimit} onInput={(title) => edits.change({ title })} />
      </Field>
      <Checkbox checked={value.publish} onChange={(publish) => edits.change({ publish })}>
        {t('evidence-publish')}
      </Checkbox>
    </FormDialog>
  );
}
