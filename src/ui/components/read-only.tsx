import type { MutationName } from '#domain/mutators.ts';
import { useMessages } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { useMay } from '../hooks/use-may.ts';

/**
 * Tells Hub staff why a screen offers them nothing to change. The pair sees it only where the closing forbids `write`;
 * a page that has the ClosedNotice needs no `write`.
 */
export function ReadOnly({ write }: { write?: MutationName }) {
  const { t } = useMessages();
  const isPair = useIsPair();
  const may = useMay(write ?? 'expense.edit');
  if (isPair && may) return null;
  return <p class="read-only subtle small">{t(isPair ? 'read-only-closed' : 'read-only-hub')}</p>;
}
