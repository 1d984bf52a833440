import { useEffect } from 'preact/hooks';
import { saveGuide } from '#store/guide.ts';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages } from '../context.ts';
import { newest, news } from './news.ts';

/** What each version has brought. Who has been here is not told again on Today. */
export function NewsPage() {
  const { t } = useMessages();
  const { session } = useApp();
  useEffect(() => {
    if (session) saveGuide(session.store.db, { news: newest }).catch(() => undefined);
  }, [session]);
  return (
    <Page title={t('news-title')} back={{ href: '/more', label: t('nav-more') }}>
      {news.map(({ version, items }) => (
        <Section key={version} title={t('about-version', version)}>
          <ul class="bullets">
            {items.map((item) => (
              <li key={item}>{t(item)}</li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}
