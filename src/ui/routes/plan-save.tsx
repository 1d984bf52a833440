import { cdxIconUndo } from '@wikimedia/codex-icons';
import { useEffect, useRef, useState } from 'preact/hooks';
import { codeOf, type ErrorCode, type Rejection } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';

type AWrite = () => Promise<Rejection | undefined>;

export type Saving = {
  state: 'idle' | 'saving' | 'saved' | ErrorCode;
  /**
   * Runs a write; true once it is on the disk. A failure stays on the screen, in words.
   * @param back what takes it back, for something that was removed
   */
  save: (write: AWrite, back?: AWrite) => Promise<boolean>;
  /** Takes the last removal back; undefined when there is none to take back. */
  undo?: (() => void) | undefined;
  /** “Saved” is no longer about what the form shows. */
  clear: () => void;
};

export function useSaving(initial: 'idle' | 'saved' = 'idle'): Saving {
  const [state, setState] = useState<Saving['state']>(initial);

  const [undo, setUndo] = useState<{ run: () => void } | null>(null);

  async function save(write: AWrite, back?: AWrite): Promise<boolean> {
    setState('saving');
    setUndo(null);
    const failure = await write().then((rejection) => rejection?.code, codeOf);
    setState(failure ?? 'saved');
    if (back && failure === undefined) setUndo({ run: () => void save(back) });
    return failure === undefined;
  }

  return { state, save, undo: undo?.run, clear: () => setState((now) => (now === 'saved' ? 'idle' : now)) };
}

/** Says what came of a save, aloud too. Always on the page, so that a screen reader notices its words arrive. */
export function SaveOutcome({ state, undo }: Pick<Saving, 'state' | 'undo'>) {
  const { t } = useMessages();
  const place = useRef<HTMLDivElement>(null);
  const canUndo = state === 'saved' && undo !== undefined;
  // What is removed takes the focus with it.
  useEffect(() => {
    if (canUndo) place.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [canUndo]);
  const takeBack = () => {
    place.current?.focus({ preventScroll: true });
    undo?.();
  };
  return (
    <div ref={place} class="save-outcome" aria-live="polite" tabIndex={-1}>
      {state === 'saved' && !undo && <Saved>{t('plan-saved')}</Saved>}
      {canUndo && (
        <div class="row">
          <span>{t('plan-removed')}</span>
          <Button icon={cdxIconUndo} onClick={takeBack}>
            {t('schedule-undo')}
          </Button>
        </div>
      )}
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
