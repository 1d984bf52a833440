import { useMessages } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';

/** Tells Hub staff why a screen offers them nothing to change; the pair sees nothing of it. */
export function ReadOnly() {
  const { t } = useMessages();
  if (useIsPair()) return null;
  return <p class="read-only subtle small">{t('read-only-hub')}</p>;
}
