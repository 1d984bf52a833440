import { useEffect, useMemo, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { HubDb } from '#store/hub/hub-db.ts';
import { countHubUnsent, type HubUnsent } from '#store/hub/unsent.ts';
import { countUnsent, type Unsent } from '#store/queries/sync.ts';
import { useApp, useMessages } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ExportButton } from './export-button.tsx';
import { Message } from './message.tsx';

type Loss = Unsent & Omit<HubUnsent, 'forms'>;

const nothing: Unsent = { changes: 0, files: 0, refused: 0, forms: 0 };
const nothingOfTheHub: HubUnsent = { creations: 0, forms: 0, filters: 0 };

/** Signing out removes what is on this device: first it says in numbers what only stands here, and offers to keep it. */
export function SignOutDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useMessages();
  const loss = useLoss();
  const losing = loss !== undefined && Object.values(loss).some((count) => count > 0);
  const actions = loss && (
    <>
      {losing && <ExportButton />}
      <Button onClick={onClose}>{t('dialog-cancel')}</Button>
      <SignOutButton losing={losing} />
    </>
  );
  return (
    <Dialog open={open} title={t('sign-out-question')} onClose={onClose} actions={actions}>
      {loss && losing ? <LossList loss={loss} /> : <p>{t('sign-out-safe')}</p>}
      <p>{t('sign-out-return')}</p>
    </Dialog>
  );
}

/** What stands on this device only: of the exchanges, and of a Hub person's work beyond them. */
function useLoss(): Loss | undefined {
  const { session, signIn } = useApp();
  const store = session?.store;
  const hubId = signIn?.role === 'hub' ? signIn.participantId : null;
  const hub = useMemo(() => (hubId === null ? null : new HubDb(hubId)), [hubId]);
  useEffect(() => () => hub?.close(), [hub]);
  return useLive(async () => {
    const own = store ? await countUnsent(store) : nothing;
    const { creations, forms, filters } = hub ? await countHubUnsent(hub) : nothingOfTheHub;
    return { ...own, forms: own.forms + forms, creations, filters };
  }, [store, hub]);
}

function LossList({ loss }: { loss: Loss }) {
  const { t } = useMessages();
  return (
    <Message type="warning" title={t('sign-out-loss')}>
      <ul class="bullets">
        {loss.creations > 0 && <li>{t('sign-out-loss-creations', loss.creations)}</li>}
        {loss.changes > 0 && <li>{t('sign-out-loss-changes', loss.changes)}</li>}
        {loss.files > 0 && <li>{t('sign-out-loss-files', loss.files)}</li>}
        {loss.forms > 0 && <li>{t('sign-out-loss-forms', loss.forms)}</li>}
        {loss.refused > 0 && <li>{t('sign-out-loss-refused', loss.refused)}</li>}
        {loss.filters > 0 && <li>{t('sign-out-loss-filters', loss.filters)}</li>}
      </ul>
    </Message>
  );
}

function SignOutButton({ losing }: { losing: boolean }) {
  const { account } = useApp();
  const { t } = useMessages();
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  async function signOut(): Promise<void> {
    try {
      await account.signOut();
    } catch (error) {
      setFailure(codeOf(error));
    }
  }

  return (
    <>
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      <Button weight="primary" action="destructive" onClick={() => void signOut()}>
        {t(losing ? 'sign-out-anyway' : 'sign-out-action')}
      </Button>
    </>
  );
}
