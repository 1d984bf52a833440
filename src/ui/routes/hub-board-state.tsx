import type { BoardStatus } from '#store/hub/hub-db.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { useHub, useMessages } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** In the place of an exchange's sync state, while none is open. */
export function BoardState({ status }: { status: BoardStatus | undefined }) {
  const { t } = useMessages();
  return (
    <span class="sync" role="status">
      {status && t(status.error === 'offline' ? 'sync-offline' : 'sync-synced')}
    </span>
  );
}

/** Why the board is not what the server has, and the way to look again. */
export function BoardTrouble({ status }: { status: BoardStatus }) {
  const hub = useHub();
  const { t } = useMessages();
  if (status.error === null) return null;
  return (
    <Message type="warning" announce>
      {status.loadedAt !== null && <p>{t('hub-stale')}</p>}
      <p>{t(errorKey(status.error))}</p>
      <Button disabled={status.working} onClick={() => void hub.refreshBoard()}>
        {t('hub-refresh')}
      </Button>
    </Message>
  );
}

export function BoardAge({ status: { loadedAt } }: { status: BoardStatus }) {
  const { t, format } = useMessages();
  const now = useNow();
  if (loadedAt === null) return null;
  return <time dateTime={new Date(loadedAt).toISOString()}>{t('hub-age', format.ago(loadedAt, now))}</time>;
}
