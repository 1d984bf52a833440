import { cdxIconDownload } from '@wikimedia/codex-icons';
import { useEffect } from 'preact/hooks';
import { useMessages } from '../context.ts';
import { usePhotoWishes, useWantFiles } from '../hooks/use-photo-policy.ts';
import { Button } from './button.tsx';

type OriginalMissingProps = { photo: { blob: string /** Bytes; null where nobody knows. */; size: number | null } };

/**
 * Under a thumbnail whose original is not here yet. To open a photo is to ask for it, unless the person saves data:
 * then the button does. It takes the thumbnail's place by itself when it has arrived.
 */
export function OriginalMissing({ photo: { blob, size } }: OriginalMissingProps) {
  const { t, format } = useMessages();
  const wishes = usePhotoWishes();
  const want = useWantFiles();
  const asked = wishes?.wanted.has(blob);
  const asks = wishes?.setting === 'always' && !asked;
  useEffect(() => {
    // What can't be noted down is asked for by the button.
    if (asks) void want([blob]).catch(() => undefined);
  }, [asks, blob]);
  return (
    <div class="viewer-note" aria-live="polite">
      <p>{size === null ? t('photo-not-here') : t('photo-original-missing', format.bytes(size))}</p>
      {asked && <p>{t('photo-original-asked')}</p>}
      {asked === false && (
        <Button icon={cdxIconDownload} onClick={() => void want([blob])}>
          {t('photo-download')}
        </Button>
      )}
    </div>
  );
}
