import {
  cdxIconCheckAll,
  cdxIconDatabase,
  cdxIconHelp,
  cdxIconKey,
  cdxIconLanguage,
  cdxIconLock,
  cdxIconLogOut,
  cdxIconNewspaper,
  cdxIconSearch,
  cdxIconUserAdd,
} from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ExchangeChooser } from '../components/exchange-chooser.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Page } from '../components/page.tsx';
import { People } from '../components/people.tsx';
import { RestoreButton } from '../components/restore-button.tsx';
import { Section } from '../components/section.tsx';
import { SignOutDialog } from '../components/sign-out-dialog.tsx';
import { StorageBanner } from '../components/storage-banner.tsx';
import { StorageLine } from '../components/storage-line.tsx';
import { useApp, useMessages } from '../context.ts';
import { nameOf } from '../i18n/languages.ts';

/** People, this device, other exchanges, the way out. */
export function MorePage() {
  const { appVersion, session, signIn, openHub } = useApp();
  const { t, language } = useMessages();
  return (
    <Page title={t('nav-more')} kicker={signIn?.topic}>
      {session && <StorageBanner />}
      {session && (
        <List>
          <ListItem icon={cdxIconSearch} title={t('search-title')} detail={t('search-detail')} href="/search" />
        </List>
      )}
      {session && (
        <Section title={t('people-title')}>
          <People />
        </Section>
      )}
      {signIn?.role === 'hub' && (
        <List>
          <ListItem
            icon={cdxIconUserAdd}
            title={t('invite-title')}
            detail={t('invite-text')}
            href="/more/invitations"
          />
        </List>
      )}
      <Section title={t('device-title')}>
        <List>
          {session && (
            <ListItem
              icon={cdxIconCheckAll}
              title={t('readiness-title')}
              detail={t('readiness-detail')}
              href="/readiness"
            />
          )}
          {session && (
            <ListItem icon={cdxIconDatabase} title={t('device-sync')} detail={<StorageLine />} href="/more/sync" />
          )}
          <ListItem icon={cdxIconKey} title={t('devices-title')} detail={t('devices-detail')} href="/more/devices" />
          <ListItem
            icon={cdxIconLanguage}
            title={t('language-title')}
            detail={nameOf(language)}
            href="/more/language"
          />
        </List>
        {(session || openHub) && (
          <>
            <div class="actions">
              <ExportButton />
              {!session && <RestoreButton />}
            </div>
            <p class="small subtle">{t('export-text')}</p>
          </>
        )}
      </Section>
      {signIn?.role === 'hub' && <ExchangeChooser />}
      <OtherSignIns />
      <Section title={t('help-title')}>
        <List>
          <ListItem icon={cdxIconHelp} title={t('help-title')} detail={t('help-detail')} href="/help" />
          <ListItem icon={cdxIconLock} title={t('privacy-title')} detail={t('privacy-detail')} href="/privacy" />
        </List>
      </Section>
      <Section title={t('about-title')}>
        <p>{t('about-text')}</p>
        <p class="small subtle">{t('about-version', appVersion)}</p>
        <List>
          <ListItem icon={cdxIconNewspaper} title={t('news-title')} detail={t('news-detail')} href="/more/news" />
        </List>
        <p class="small subtle">{t('about-licence')}</p>
      </Section>
      <SignOut />
    </Page>
  );
}

/** Somebody may stand in two exchanges, or share a tablet: each sign-in keeps its own data. */
function OtherSignIns() {
  const { signIn, signIns, account } = useApp();
  const { t } = useMessages();
  const others = signIns.filter(({ participantId }) => participantId !== signIn?.participantId);

  return (
    <Section title={t('others-title')}>
      <List>
        {others.map(({ participantId, name, topic }) => (
          <ListItem
            key={participantId}
            title={topic || name}
            detail={name}
            onClick={() => void account.openSignIn(participantId)}
          />
        ))}
        <ListItem icon={cdxIconUserAdd} title={t('others-add')} detail={t('others-add-text')} href="/join" />
      </List>
    </Section>
  );
}

function SignOut() {
  const { signIn } = useApp();
  const { t } = useMessages();
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t('sign-out-title')}>
      <p class="subtle">{t('sign-out-who', signIn?.name ?? '')}</p>
      <div class="actions">
        <Button icon={cdxIconLogOut} action="destructive" onClick={() => setAsking(true)}>
          {t('sign-out-action')}
        </Button>
      </div>
      <SignOutDialog open={asking} onClose={() => setAsking(false)} />
    </Section>
  );
}
