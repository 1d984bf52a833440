import { cdxIconCopy, cdxIconDownload } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import type { ErrorCode } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { useApp, useMessages } from '../context.ts';
import type { Saving } from './plan-save.tsx';

const ofTheDevice: ReadonlySet<string> = new Set([
  'storage_full',
  'storage_failed',
  'app_outdated',
] satisfies ErrorCode[]);

/** Whether a save failed for the device's own reasons: then nothing here is sure to keep what was typed. */
export function isOfTheDevice(state: string | null): boolean {
  return state !== null && ofTheDevice.has(state);
}

type WayOutProps = { state: Saving['state'] | null; words: readonly string[] };

/**
 * Beside a form whose words can't be saved here: they can be taken elsewhere. Offered when the device fails, and when
 * what the form belongs to is gone, as no other screen will show them then.
 */
export function WayOut({ state, words }: WayOutProps) {
  const { t } = useMessages();
  const { device } = useApp();
  const [copied, setCopied] = useState<boolean | null>(null);
  if (state !== 'not_found' && !isOfTheDevice(state)) return null;
  const text = words.filter((word) => word.trim() !== '').join('\n');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  // Closing the share sheet is no failure: the button simply stays.
  const keep = () => device.saveFile(new Blob([text], { type: 'text/plain' }), 'carnet.txt').catch(() => undefined);
  return (
    <>
      <Button icon={cdxIconCopy} onClick={() => void copy()}>
        {t('plan-copy-words')}
      </Button>
      {isOfTheDevice(state) && (
        <Button icon={cdxIconDownload} onClick={() => void keep()}>
          {t('sync-save-file')}
        </Button>
      )}
      <span aria-live="polite">{copied !== null && t(copied ? 'sync-copied' : 'sync-copy-failed')}</span>
    </>
  );
}
