import { measureFiles } from '#store/storage-parts.ts';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useAsked } from '../hooks/use-asked.ts';
import { useLive } from '../hooks/use-live.ts';
import type { MessageKey } from '../i18n/i18n.ts';

type Part = { name: MessageKey /** Bytes. */; size: number };

/** What takes how much of the room that Carnet has on this device. @param used bytes, as the browser counts them */
export function StorageParts({ used }: { used: number }) {
  const { t, format } = useMessages();
  const { device } = useApp();
  const store = useStore();
  const files = useLive(() => measureFiles(store), [store]);
  const { answer: app } = useAsked(() => device.appFiles(), [device]);
  if (!files || !app) return null;
  const known = files.sent + files.waiting + files.originals + app.shell + app.large;
  const parts: Part[] = [
    { name: 'storage-part-waiting', size: files.waiting },
    { name: 'storage-part-sent', size: files.sent },
    { name: 'storage-part-originals', size: files.originals },
    // The browser tells one sum; what is none of the others is the rows, with what it needs to find them.
    { name: 'storage-part-rows', size: Math.max(0, used - known) },
    { name: 'storage-part-app', size: app.shell },
    { name: 'storage-part-large', size: app.large },
  ];
  const whole = Math.max(used, known);
  return (
    <ul class="storage-parts" aria-label={t('storage-parts')}>
      {parts
        .filter(({ size }) => size > 0)
        .map(({ name, size }) => (
          <li key={name}>
            <span>{t(name)}</span>
            <span class="figures">{format.bytes(size)}</span>
            <ProgressBar label={t(name)} value={size} max={whole} valueText={format.bytes(size)} />
          </li>
        ))}
    </ul>
  );
}
