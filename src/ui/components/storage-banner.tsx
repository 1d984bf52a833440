import { cdxIconLock } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { hasCaptured } from '#store/queries/waiting.ts';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { type StorageWatch, useStorage } from '../hooks/use-storage.ts';
import { Button, LinkButton } from './button.tsx';
import { Message } from './message.tsx';

/** Warns before there is no room for another photo, and asks for protection once there is something to protect. */
export function StorageBanner() {
  const { t } = useMessages();
  const { device } = useApp();
  const { room, protect } = useStorage();
  if (!room) return null;
  if (room.isLow) {
    const action = <LinkButton href="/more/sync">{t('storage-make-room')}</LinkButton>;
    return <LowStorage free={room.free} action={action} />;
  }
  return device.persistAsks && !room.persisted ? <AskToProtect protect={protect} /> : null;
}

type LowStorageProps = { /** Bytes. */ free: number; action?: ComponentChildren };

export function LowStorage({ free, action }: LowStorageProps) {
  const { t, format } = useMessages();
  return (
    <Message type="warning" title={t('storage-low-title', format.bytes(free))}>
      <p>{t('storage-low-text')}</p>
      {action}
    </Message>
  );
}

/** The browser will ask the person: here is why, and the tap that leads to it. Put aside, it comes with the next start. */
function AskToProtect({ protect }: Pick<StorageWatch, 'protect'>) {
  const { t } = useMessages();
  const store = useStore();
  const captured = useLive(() => hasCaptured(store), [store]);
  const [answered, setAnswered] = useState(false);
  if (!captured || answered) return null;
  return (
    <Message title={t('storage-ask-title')}>
      <p>{t('storage-ask-text')}</p>
      <div class="row">
        <Button icon={cdxIconLock} onClick={() => void protect().then(() => setAnswered(true))}>
          {t('storage-protect')}
        </Button>
        <Button weight="quiet" onClick={() => setAnswered(true)}>
          {t('storage-ask-later')}
        </Button>
      </div>
    </Message>
  );
}
