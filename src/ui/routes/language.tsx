import { cdxIconCheck } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { Icon } from '../components/icon.tsx';
import { List } from '../components/list.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { useApp, useMessages } from '../context.ts';
import { isUnread, type Language, languages, nameOf, tagOf } from '../i18n/languages.ts';

/** The choice of the interface's language; each is named in itself, so that one can find the way back. */
export function LanguagePage() {
  const { chooseLanguage } = useApp();
  const { t, language } = useMessages();
  const [failed, setFailed] = useState(false);

  function choose(next: Language): void {
    chooseLanguage(next).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  }

  return (
    <Page title={t('language-title')} back={{ href: '/more', label: t('nav-more') }}>
      <p class="subtle">{t('language-text')}</p>
      <List label={t('language-title')}>
        {languages.map((code) => (
          <li class="list-item" key={code}>
            <button
              class="list-row"
              type="button"
              lang={tagOf(code)}
              aria-pressed={code === language}
              onClick={() => choose(code)}
            >
              <span class="list-body">
                <span class="list-title">{nameOf(code)}</span>
              </span>
              {code === language && <Icon icon={cdxIconCheck} />}
            </button>
          </li>
        ))}
      </List>
      {isUnread(language) && <p class="subtle">{t('language-unread')}</p>}
      {failed && (
        <Message type="error" announce>
          {t('language-failed')}
        </Message>
      )}
    </Page>
  );
}
