import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode, type Rejection } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';

export type Saving = {
  state: 'idle' | 'saving' | 'saved' | ErrorCode;
  /** Runs a write; true once it is on the disk. A failure stays on the screen, in words. */
  save: (write: () => Promise<Rejection | undefined>) => Promise<boolean>;
  /** “Saved” is no longer about what the form shows. */
  clear: () => void;
};

export function useSaving(initial: 'idle' | 'saved' = 'idle'): Saving {
  const [state, setState] = useState<Saving['state']>(initial);

  async function save(write: () => Promise<Rejection | undefined>): Promise<boolean> {
    setState('saving');
    const failure = await write().then((rejection) => rejection?.code, codeOf);
    setState(failure ?? 'saved');
    return failure === undefined;
  }

  return { state, save, clear: () => setState((now) => (now === 'saved' ? 'idle' : now)) };
}

/** Says what came of a save, aloud too. Always on the page, so that a screen reader notices its words arrive. */
export function SaveOutcome({ state }: { state: Saving['state'] }) {
  const { t } = useMessages();
  return (
    <div class="save-outcome" aria-live="polite">
      {state === 'saved' && <Saved>{t('plan-saved')}</Saved>}
      {state !== 'idle' && state !== 'saving' && state !== 'saved' && (
        <Message type="error">{t(errorKey(state))}</Message>
      )}
    </div>
  );
}

/** Shown over a form whose typing was brought back. */
export function RestoredNotice({ edits }: { edits: { restored: boolean; discard: () => Promise<void> } }) {
  const { t } = useMessages();
  if (!edits.restored) return null;
  return (
    <Message>
      <p>{t('plan-restored')}</p>
      <Button onClick={() => void edits.discard()}>{t('plan-restored-discard')}</Button>
    </Message>
  );
}
