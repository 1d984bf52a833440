import { countHeld } from '#store/queries/sync.ts';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';

/** Rows that a newer version of the app has written and this one can't read: kept, and said (S9). */
export function HeldRows() {
  const { t } = useMessages();
  const store = useStore();
  const count = useLive(() => countHeld(store), [store]);
  return count ? <Message>{t('sync-held', count)}</Message> : null;
}
