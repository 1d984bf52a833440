import { cdxIconTrash } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { countOriginals, readKeepOriginals, removeOriginals, saveKeepOriginals } from '#store/originals.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useAsked } from '../hooks/use-asked.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** Whether photos are kept as they were picked, too; how many there are, and the way to be rid of them. */
export function OriginalsSection() {
  const { t, format } = useMessages();
  const { db, context } = useStore();
  const keeps = useLive(() => readKeepOriginals(db), [db]);
  const { answer: kept, ask } = useAsked(() => countOriginals(context.participantId), [context.participantId]);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  if (keeps === undefined) return null;

  const run = (work: Promise<unknown>) =>
    work.then(
      () => setFailure(null),
      (error: unknown) => setFailure(codeOf(error)),
    );
  return (
    <Section title={t('originals-title')}>
      <Checkbox checked={keeps} onChange={(value) => void run(saveKeepOriginals(db, value))}>
        {t('originals-keep')}
      </Checkbox>
      <p class="small subtle">{t('originals-text')}</p>
      <div class="stack-tight" aria-live="polite">
        {kept && kept.count > 0 && <p>{t('originals-kept', kept.count, format.bytes(kept.bytes))}</p>}
        {keeps && kept?.isFull && <Message type="warning">{t('originals-full')}</Message>}
        {failure && <Message type="error">{t(errorKey(failure))}</Message>}
      </div>
      {kept && kept.count > 0 && (
        <div class="actions">
          <Button
            icon={cdxIconTrash}
            action="destructive"
            onClick={() => void run(removeOriginals(context.participantId)).then(ask)}
          >
            {t('originals-remove', kept.count)}
          </Button>
        </div>
      )}
    </Section>
  );
}
