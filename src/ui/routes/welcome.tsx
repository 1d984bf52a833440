import { useEffect, useState } from 'preact/hooks';
import { countShared } from '#store/inbox-database.ts';
import { AccountEntry } from '../components/account-entry.tsx';
import { InstallCard } from '../components/install-card.tsx';
import { LanguageSelect } from '../components/language-select.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Message } from '../components/message.tsx';
import { PageLayout } from '../components/page-layout.tsx';
import { PasteLink } from '../components/paste-link.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages } from '../context.ts';

/** What Carnet is, and the way in, for somebody who is not signed in on this device. */
export function WelcomePage() {
  const { signIns, device } = useApp();
  const { t } = useMessages();
  return (
    <PageLayout title={t('app-name')} bar={<LanguageSelect />}>
      <p class="lead">{t('welcome-text')}</p>
      <SharedHere />
      {device.installFirst && <InstallCard />}
      <PasteLink />
      <AccountEntry />
      {signIns.length > 0 && <SignedInHere />}
      <Section title={t('welcome-link-title')}>
        <p>{t('welcome-link-text')}</p>
      </Section>
      <List>
        <ListItem title={t('help-title')} href="/help" />
        <ListItem title={t('privacy-title')} href="/privacy" />
      </List>
      {!device.installFirst && <InstallCard />}
    </PageLayout>
  );
}

/** Files of other apps that came while nobody was signed in. */
function SharedHere() {
  const { t } = useMessages();
  const [count, setCount] = useState(0);
  useEffect(() => {
    // A browser that can't look keeps them all the same.
    countShared().then(setCount, () => undefined);
  }, []);
  return count > 0 ? <Message announce>{t('welcome-shared', count)}</Message> : null;
}

function SignedInHere() {
  const { signIns, account } = useApp();
  const { t } = useMessages();

  return (
    <Section title={t('welcome-here-title')}>
      <List>
        {signIns.map(({ participantId, name, topic }) => (
          <ListItem
            key={participantId}
            title={name}
            detail={topic}
            onClick={() => void account.openSignIn(participantId)}
          />
        ))}
      </List>
    </Section>
  );
}
