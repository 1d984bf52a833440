import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Exchange } from '#domain/exchange/schema.ts';
import { lineLimit } from '#domain/scalars.ts';
import type { Write } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { type DraftForm, useDraft } from '../hooks/use-draft.ts';
import { useFocusError } from '../hooks/use-focus-error.ts';
import { RestoredNotice, SaveOutcome, type Saving } from './plan-save.tsx';

export type ClosingKind = 'close' | 'cancel';

type ClosingDialogProps = { kind: ClosingKind; exchange: Exchange; saving: Saving; onClose: () => void };

/** One such dialog is open at a time. */
const formId = 'closing-form';
const draftSchema = z.object({ why: z.optional(z.string()) });

/** Asks for the reason, which both sides read, and says what will be possible then. */
export function ClosingDialog(props: ClosingDialogProps) {
  const draft = useDraft(`closing/${props.kind}/${props.exchange.id}`, draftSchema, { why: '' });
  // What is typed before it is known whether a draft waits would be lost.
  return draft.value ? <ClosingForm {...props} draft={draft} typed={draft.value} /> : null;
}

type Reason = { why: string };
type ClosingFormProps = ClosingDialogProps & { draft: DraftForm<Reason>; typed: Reason };

function ClosingForm({ kind, exchange, saving, onClose, draft, typed }: ClosingFormProps) {
  const { t } = useMessages();
  const store = useStore();
  const [checked, setChecked] = useState(false);
  const { form, focusError } = useFocusError();
  const why = typed.why.trim();
  const isMissing = kind === 'cancel' && why === '';

  async function save(): Promise<void> {
    setChecked(true);
    if (isMissing || why.length > lineLimit) return focusError();
    if (!(await saving.save(() => store.mutateAll([writeOf(kind, exchange.id, store.instant(), why)])))) return;
    await draft.finish(typed);
    onClose();
  }

  const actions = (
    <>
      <Button
        type="submit"
        form={formId}
        weight="primary"
        action={kind === 'cancel' ? 'destructive' : 'progressive'}
        disabled={saving.state === 'saving'}
      >
        {t(`closing-${kind}`)}
      </Button>
      <Button onClick={onClose}>{t('closing-keep')}</Button>
    </>
  );
  return (
    <Dialog open title={t(`closing-${kind}-question`)} onClose={onClose} actions={actions}>
      <RestoredNotice edits={draft} />
      <form
        ref={form}
        id={formId}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p>{t('closing-consequence')}</p>
        <Field
          label={t('closing-why')}
          description={t('closing-why-hint')}
          optional={kind === 'close'}
          error={checked && isMissing ? t('closing-why-missing') : undefined}
        >
          <TextArea
            rows={2}
            value={typed.why}
            maxLength={lineLimit}
            onInput={(words) => draft.change({ why: words })}
          />
        </Field>
      </form>
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </Dialog>
  );
}

function writeOf(kind: ClosingKind, id: string, at: string, why: string): Write {
  if (kind === 'cancel') return { name: 'exchange.cancel', args: { id, at, why } };
  return { name: 'exchange.close', args: { id, at, ...(why !== '' && { why }) } };
}
