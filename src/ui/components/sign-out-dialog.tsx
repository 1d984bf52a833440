import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { countUnsent, type Unsent } from '#store/queries/sync.ts';
import { useApp, useMessages } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ExportButton } from './export-button.tsx';
import { Message } from './message.tsx';

const nothing: Unsent = { changes: 0, files: 0, refused: 0, forms: 0 };

/** Signing out removes what is on this device: first it says in numbers what only stands here, and offers to keep it. */
export function SignOutDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { session } = useApp();
  const { t } = useMessages();
  const store = session?.store;
  // Without an open exchange there is nothing that only stands here.
  const loss = useLive(async () => (store ? countUnsent(store) : nothing), [store]);
  const losing = loss !== undefined && loss.changes + loss.files + loss.refused + loss.forms > 0;
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

function LossList({ loss }: { loss: Unsent }) {
  const { t } = useMessages();
  return (
    <Message type="warning" title={t('sign-out-loss')}>
      <ul class="bullets">
        {loss.changes > 0 && <li>{t('sign-out-loss-changes', loss.changes)}</li>}
        {loss.files > 0 && <li>{t('sign-out-loss-files', loss.files)}</li>}
        {loss.forms > 0 && <li>{t('sign-out-loss-forms', loss.forms)}</li>}
        {loss.refused > 0 && <li>{t('sign-out-loss-refused', loss.refused)}</li>}
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
