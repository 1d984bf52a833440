import { cdxIconSuccess } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** What has just been kept on this device, in words; the place that holds it announces it. */
export function Saved({ children }: { children: ComponentChildren }) {
  return (
    <p class="saved">
      <Icon icon={cdxIconSuccess} size="small" />
      <span>{children}</span>
    </p>
  );
}
