import { cdxIconDownload, cdxIconReload } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import type { ErrorCode } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { useAskBeforeClosing } from './receipt-capture-guard.ts';
import { isOfTheDevice } from './way-out.tsx';

export type PhotoFailure = { file: File; code: ErrorCode };

type PhotoFailuresProps = { failed: readonly PhotoFailure[]; onRetry: (files: File[]) => void };

/** Photos that could not be taken in. When the device failed, this page may hold the only copy: it can be kept outside. */
export function PhotoFailures({ failed, onRetry }: PhotoFailuresProps) {
  const { t } = useMessages();
  const [kept, setKept] = useState<ReadonlySet<File>>(new Set());
  const endangered = failed.filter(({ code }) => isOfTheDevice(code) || code === 'internal');
  useAskBeforeClosing(endangered.some(({ file }) => !kept.has(file)));
  return (
    <>
      {failed.map((failure) => (
        <Failure
          key={failure.file.name}
          failure={failure}
          isEndangered={endangered.includes(failure)}
          onKept={() => setKept((before) => new Set([...before, failure.file]))}
        />
      ))}
      {endangered.length > 0 && (
        <div class="actions">
          <Button icon={cdxIconReload} onClick={() => onRetry(endangered.map(({ file }) => file))}>
            {t('try-again')}
          </Button>
        </div>
      )}
    </>
  );
}

type FailureProps = { failure: PhotoFailure; isEndangered: boolean; onKept: () => void };

function Failure({ failure: { file, code }, isEndangered, onKept }: FailureProps) {
  const { t } = useMessages();
  const { device } = useApp();
  return (
    <Message type="error" title={t('evidence-failed', file.name)} announce>
      <p>{t(errorKey(code))}</p>
      {isEndangered && (
        // A share sheet that was closed again kept nothing: then the button simply stays.
        <Button
          icon={cdxIconDownload}
          onClick={() => void device.saveFile(file, file.name).then(onKept, () => undefined)}
        >
          {t('receipt-save-file')}
        </Button>
      )}
    </Message>
  );
}
