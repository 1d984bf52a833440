import { useId } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import * as z from 'zod/mini';
import { proseLimit } from '#domain/scalars.ts';
import type { StoredRejection } from '#store/db.ts';
import { correctionKey, retryRejection } from '#store/rejections.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useSession, useStore } from '../context.ts';
import { correctionAddress } from '../hooks/use-correction.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { beginHere } from './plan-form-dialog.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import type { Offer } from './rejection-offers.ts';
import { isOfTheDevice, WayOut } from './way-out.tsx';

/** Opens the form that a refused write came from, with its values, or with what was already corrected in them. */
export function useOpenForm(rejectionId: string): (offer: Extract<Offer, { by: 'form' }>) => Promise<void> {
  const { drafts } = useSession();
  const { route } = useLocation();
  return async ({ href, draft }) => {
    const key = correctionKey(rejectionId);
    if ((await drafts.get(key)) === undefined) await drafts.merge(key, draft);
    route(correctionAddress(href, rejectionId));
  };
}

const draftSchema = z.object({ words: z.optional(z.string()) });

type EditWordsProps = {
  rejection: StoredRejection;
  offer: Extract<Offer, { by: 'words' }>;
  onSent: () => void;
  onClose: () => void;
};

/** Other words for a refused write that was nothing but words. */
export function EditWords({ rejection, offer, onSent, onClose }: EditWordsProps) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const formId = useId();
  const draft = useDraft<{ words?: string | undefined }>(correctionKey(rejection.id), draftSchema, {
    words: offer.words,
  });
  const words = draft.value?.words ?? offer.words;

  async function send(): Promise<void> {
    if (await saving.save(() => retryRejection(store, rejection, offer.writes(words)))) onSent();
  }

  if (!draft.value) return null;
  const actions = (
    <>
      <Button type="submit" form={formId} weight="primary" disabled={saving.state === 'saving'}>
        {t(isOfTheDevice(saving.state) ? 'try-again' : 'plan-save')}
      </Button>
      <WayOut state={saving.state} words={[words]} />
    </>
  );
  return (
    <Dialog open title={t('correct-words')} onClose={onClose} actions={actions}>
      <form
        id={formId}
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={t(offer.field)}>
          <TextArea
            value={words}
            rows={4}
            maxLength={proseLimit}
            areaRef={beginHere}
            onInput={(typed) => draft.change({ words: typed })}
          />
        </Field>
      </form>
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </Dialog>
  );
}
