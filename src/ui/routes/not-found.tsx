import { LinkButton } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { useMessages } from '../context.ts';

export function NotFoundPage() {
  const { t } = useMessages();
  return (
    <Page title={t('not-found-title')}>
      <p>{t('not-found-text')}</p>
      <div class="actions">
        <LinkButton weight="primary" href="/today">
          {t('not-found-action')}
        </LinkButton>
      </div>
    </Page>
  );
}
