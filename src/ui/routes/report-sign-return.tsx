import { cdxIconUndo } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { proseLimit } from '#domain/scalars.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { Message } from '../components/message.tsx';
import { TextArea } from '../components/text-input.tsx';
import { useMessages, useStore } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useRefusal } from '../hooks/use-refusal.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { beginHere } from './plan-form-dialog.tsx';
import { isOfTheDevice, WayOut } from './way-out.tsx';

const draftSchema = z.object({ words: z.optional(z.string()) });
const blank: { words: string } = { words: '' };

/** The mentor's side sends the report back, with what should change; kept while it is typed. */
export function SendBack({ hash }: { hash: string }) {
  const { t } = useMessages();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button icon={cdxIconUndo} onClick={() => setAsking(true)}>
        {t('sign-return')}
      </Button>
      {asking && <SendBackDialog hash={hash} onClose={() => setAsking(false)} />}
    </>
  );
}

function SendBackDialog({ hash, onClose }: { hash: string; onClose: () => void }) {
  const { t } = useMessages();
  const store = useStore();
  const draft = useDraft('report/return', draftSchema, blank);
  const { refusal, run } = useRefusal();
  const [checked, setChecked] = useState(false);
  if (!draft.value) return null;
  const { words = '' } = draft.value;
  const isEmpty = words.trim() === '';

  async function send(): Promise<void> {
    setChecked(true);
    if (isEmpty) return;
    const args = { id: store.newId(), hash, words: words.trim(), at: store.instant() };
    if (!(await run(() => store.mutate('report.return', args)))) return;
    await draft.finish({ words });
    onClose();
  }

  const actions = (
    <>
      <Button weight="primary" onClick={() => void send()}>
        {t('sign-return-send')}
      </Button>
      <WayOut state={refusal && isOfTheDevice(refusal.code) ? refusal.code : null} words={[words]} />
      <Button onClick={onClose}>{t('dialog-cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('sign-return')} onClose={onClose} actions={actions}>
      <Field
        label={t('sign-return-words')}
        description={t('sign-return-hint')}
        error={checked && isEmpty ? t('sign-return-missing') : undefined}
      >
        <TextArea
          value={words}
          rows={4}
          maxLength={proseLimit}
          areaRef={beginHere}
          onInput={(typed) => draft.change({ words: typed })}
        />
      </Field>
      {refusal && (
        <Message type="error" announce>
          {t(reasonKey(refusal))}
        </Message>
      )}
    </Dialog>
  );
}
