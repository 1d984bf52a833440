import { cdxIconUpload } from '@wikimedia/codex-icons';
import { useEffect, useRef, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Restored } from '#store/restore.ts';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { Message } from './message.tsx';

/** Adds what a saved copy has and this device does not. Nothing is replaced, so nothing is asked first. */
export function RestoreButton() {
  const { device, openHub } = useApp();
  const { t } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const [progress, setProgress] = useState('');
  const [restored, setRestored] = useState<Restored | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [opened, setOpened] = useState<File | null>(null);
  useEffect(() => device.takeOpenedFile(setOpened), [device]);

  async function restorePicked(element: HTMLInputElement): Promise<void> {
    const file = element.files?.[0];
    if (!file) return;
    await restore(file);
    // Emptied, so that the same file can be picked again. Not before it was read: some browsers then let go of it.
    element.value = '';
  }

  async function restore(file: File): Promise<void> {
    setOpened(null);
    setProgress('…');
    setRestored(null);
    setFailure(null);
    try {
      setRestored(await device.restoreCopy(file, (done, total) => setProgress(t('copy-progress', done, total))));
      // An exchange that waited to be created goes on its way; one that can't waits on, and the board says so.
      void openHub?.().then(
        (hub) => hub.sendCreations(),
        () => undefined,
      );
    } catch (error) {
      setFailure(codeOf(error));
    }
    setProgress('');
  }

  return (
    <>
      <Button icon={cdxIconUpload} disabled={progress !== ''} onClick={() => input.current?.click()}>
        {t('restore-action')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('restore-action')}
        accept=".zip,application/zip"
        onChange={(event) => void restorePicked(event.currentTarget)}
      />
      {opened && (
        <Message title={t('restore-opened', opened.name)} announce>
          <Button weight="primary" onClick={() => void restore(opened)}>
            {t('restore-opened-action')}
          </Button>
        </Message>
      )}
      {progress}
      {restored && <Outcome restored={restored} />}
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
    </>
  );
}

function Outcome({ restored: { entries, photos, lost } }: { restored: Restored }) {
  const { device, session } = useApp();
  const { t } = useMessages();
  return (
    <Message type={lost > 0 ? 'warning' : 'success'} announce>
      <p>{entries + photos > 0 ? t('restore-done', entries, photos) : t('restore-nothing')}</p>
      {lost > 0 && <p>{t('restore-lost', lost)}</p>}
      {/* The copy may have brought the exchange that was open there. */}
      {!session && <Button onClick={() => device.reload()}>{t('failure-reload')}</Button>}
    </Message>
  );
}
