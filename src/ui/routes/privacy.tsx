import '../styles/help.css';
import { Loading } from '../components/loading.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';
import { useHelpWords } from '../hooks/use-help-words.ts';
import { useWayUp } from './help.tsx';
import { HelpText } from './help-text.tsx';
import { privacyParts } from './help-topics.ts';

/** What is stored where, who sees it, and how to erase it; also for somebody who is not signed in. */
export function PrivacyPage() {
  const { t } = useMessages();
  const words = useHelpWords();
  const back = useWayUp();
  return (
    <Page title={t('privacy-title')} back={back}>
      {!words && <Loading />}
      {words &&
        privacyParts.map((id) => (
          <Section key={id} title={words[`${id}-title`]}>
            <HelpText id={id} words={words} />
          </Section>
        ))}
    </Page>
  );
}
