import { cdxIconUpdate } from '@wikimedia/codex-icons';
import { useMessages } from '../context.ts';
import { Icon } from './icon.tsx';

type UnsentMarkProps = {
  /** Whether the row has waited for more than a moment (useUnsent). */
  shown: boolean;
  /** Only the sign of it, where there is no room for the words. */
  brief?: boolean;
};

/** “Not sent yet”, beside something that so far stands on this device only. */
export function UnsentMark({ shown, brief = false }: UnsentMarkProps) {
  const { t } = useMessages();
  if (!shown) return null;
  return (
    <span class="unsent">
      <Icon icon={cdxIconUpdate} size="x-small" label={brief ? t('unsent') : undefined} />
      {!brief && <span>{t('unsent')}</span>}
    </span>
  );
}
