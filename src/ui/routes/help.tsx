import '../styles/help.css';
import { cdxIconKeyboard, cdxIconLightbulb } from '@wikimedia/codex-icons';
import { useRoute } from 'preact-iso/router';
import { LinkButton } from '../components/button.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages } from '../context.ts';
import { useHelpWords } from '../hooks/use-help-words.ts';
import type { HelpId, HelpWords } from '../i18n/help-words.ts';
import { HelpContacts } from './help-contacts.tsx';
import { HelpText } from './help-text.tsx';
import { helpGroups, isTopic, placesOfTopics } from './help-topics.ts';
import { NotFoundPage } from './not-found.tsx';

/** The rules of the programme and what to do when something goes wrong, readable without a network and a sign-in. */
export function HelpPage() {
  const { topic = '' } = useRoute().params;
  const { t } = useMessages();
  const words = useHelpWords();
  if (topic && !isTopic(topic)) return <NotFoundPage />;
  if (!words) return <Page title={t('help-title')} children={<Loading />} />;
  return isTopic(topic) ? <TopicPage id={topic} words={words} /> : <AllTopics words={words} />;
}

/** The screen above Help and Privacy: the way in, for somebody who is not signed in. */
export function useWayUp(): { href: string; label: string } {
  const { session, openHub } = useApp();
  const { t } = useMessages();
  return session || openHub ? { href: '/more', label: t('nav-more') } : { href: '/', label: t('app-name') };
}

function AllTopics({ words }: { words: HelpWords }) {
  const { t } = useMessages();
  const { session } = useApp();
  const back = useWayUp();
  return (
    <Page title={t('help-title')} back={back}>
      {helpGroups.map(({ title, icon, topics }) => (
        <Section key={title} title={t(title)}>
          <List>
            {topics.map((id) => (
              <ListItem key={id} icon={icon} title={words[`${id}-title`]} href={`/help/${id}`} />
            ))}
          </List>
        </Section>
      ))}
      {session && (
        <List>
          <ListItem icon={cdxIconLightbulb} title={t('first-card-open')} href="/first/1" />
          <ListItem icon={cdxIconKeyboard} title={t('keys-title')} href="/more/keys" />
        </List>
      )}
      <HelpContacts />
      <div class="actions">
        <LinkButton href="/privacy">{t('privacy-title')}</LinkButton>
      </div>
    </Page>
  );
}

function TopicPage({ id, words }: { id: HelpId; words: HelpWords }) {
  const { t } = useMessages();
  const { session } = useApp();
  const place = placesOfTopics[id];
  return (
    <Page title={words[`${id}-title`] ?? ''} back={{ href: '/help', label: t('help-title') }}>
      <HelpText id={id} words={words} />
      {session && place && (
        <div class="actions">
          <LinkButton href={place.href}>{t('help-go', t(place.label))}</LinkButton>
        </div>
      )}
      {(id === 'unwell' || id === 'conduct') && <HelpContacts />}
    </Page>
  );
}
