import { cdxIconDownload } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { Message } from './message.tsx';

/** Saves everything of this participant as a file; how far it is and a failure are said beside it. */
export function ExportButton() {
  const { device, session, openHub, now } = useApp();
  const { t } = useMessages();
  const [progress, setProgress] = useState('');
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  // Hub staff have work of their own here before any exchange is open.
  if (!session && !openHub) return null;

  async function save(): Promise<void> {
    const day = new Date(now()).toISOString().slice(0, 10);
    setProgress('…');
    try {
      const file = await device.exportAll((done, total) => setProgress(t('copy-progress', done, total)));
      await device.saveFile(file, `carnet-${day}.zip`);
      setFailure(null);
    } catch (error) {
      setFailure(codeOf(error));
    }
    setProgress('');
  }

  return (
    <>
      <Button icon={cdxIconDownload} disabled={progress !== ''} onClick={() => void save()}>
        {t('export-all')}
      </Button>
      {progress}
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
    </>
  );
}
