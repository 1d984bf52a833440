import '../styles/trouble.css';
import { useEffect, useState } from 'preact/hooks';
import type { CarnetDb } from '#store/db.ts';
import type { Trouble } from '#store/trouble.ts';
import { useApp, useMessages } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { Button } from './button.tsx';

type TroubleNoticeProps = {
  db: CarnetDb;
  /** Fetches the newest version of the app, and starts the page anew with it. */
  onUpdate: () => void;
};

const words = {
  blocked: 'trouble-blocked',
  taken: 'error-app-outdated',
  newer: 'trouble-newer',
  refused: 'error-protocol-unsupported',
} as const;

/** Tells why this tab can't go on when versions of the app meet (S9, S11). What is typed stays on the screen below it. */
export function TroubleNotice({ db, onUpdate }: TroubleNoticeProps) {
  const { device } = useApp();
  const { t } = useMessages();
  const trouble = useTrouble(db);
  const isRefused = useLive(() => isRefusedByServer(db), [db]);
  const told = trouble ?? (isRefused ? 'refused' : null);
  return (
    <div class="trouble" aria-live="assertive">
      {told && (
        <div class="trouble-notice">
          <p>{t(words[told])}</p>
          {told === 'taken' && (
            <Button weight="primary" onClick={() => device.reload()}>
              {t('failure-reload')}
            </Button>
          )}
          {(told === 'newer' || told === 'refused') && (
            <Button weight="primary" onClick={onUpdate}>
              {t('update-now')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function useTrouble({ troubles }: CarnetDb): Trouble | null {
  const [trouble, setTrouble] = useState(troubles.current);
  useEffect(() => {
    const tell = () => setTrouble(troubles.current);
    tell();
    troubles.listeners.add(tell);
    return () => void troubles.listeners.delete(tell);
  }, [troubles]);
  return trouble;
}

/** The server speaks a newer protocol, or an older one: all work is kept until the app fits again. */
async function isRefusedByServer(db: CarnetDb): Promise<boolean> {
  return (await db.status.get('sync'))?.error === 'protocol_unsupported';
}
