import { useState } from 'preact/hooks';
import { InvitationCard } from '../components/invitation-card.tsx';
import { LanguageSelect } from '../components/language-select.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { PasteLink } from '../components/paste-link.tsx';
import { useMessages } from '../context.ts';
import { secretOf } from '../invitation-link.ts';

/**
 * Where an invitation's link leads. The secret stands behind the `#`, so that it never reaches a server's log;
 * it leaves the address as soon as it is used, and comes back when that failed, so that a reload tries again.
 */
export function JoinPage() {
  const { t } = useMessages();
  const [hash, setHash] = useState(() => location.hash);
  const secret = secretOf(hash);
  return (
    <Page title={t('join-title')} outside={<LanguageSelect />}>
      {hash.length > 1 && !secret && <Message type="warning">{t('join-no-secret')}</Message>}
      {secret ? (
        <InvitationCard
          secret={secret}
          onBusy={(busy) => showSecret(busy ? '' : hash)}
          onOther={() => {
            setHash('');
            showSecret('');
          }}
        />
      ) : (
        <PasteLink />
      )}
    </Page>
  );
}

function showSecret(hash: string): void {
  history.replaceState(null, '', `/join${hash}`);
}
