import { cdxIconDownload } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { Message } from './message.tsx';

/** Saves everything of this participant as a file; a failure is said beside it. */
export function ExportButton() {
  const { device, session, now } = useApp();
  const { t } = useMessages();
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  if (!session) return null;

  async function save(): Promise<void> {
    const day = new Date(now()).toISOString().slice(0, 10);
    try {
      await device.saveFile(await device.exportAll(), `carnet-${day}.zip`);
      setFailure(null);
    } catch (error) {
      setFailure(codeOf(error));
    }
  }

  return (
    <>
      <Button icon={cdxIconDownload} onClick={() => void save()}>
        {t('export-all')}
      </Button>
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
    </>
  );
}
