import '../styles/guide.css';
import { cdxIconCamera, cdxIconJournal, cdxIconUserGroup } from '@wikimedia/codex-icons';
import { useEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { saveGuide } from '#store/guide.ts';
import { LinkButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Page } from '../components/page.tsx';
import { useApp, useMessages } from '../context.ts';

const screens = [
  { name: 'phone', icon: cdxIconJournal },
  { name: 'capture', icon: cdxIconCamera },
  { name: 'together', icon: cdxIconUserGroup },
] as const;

const lines = ['1', '2', '3'] as const;

/** Three screens that explain Carnet, each with an address of its own: the browser's own Back goes back. */
export function FirstPage() {
  const { step = '1' } = useRoute().params;
  const { t } = useMessages();
  const { session } = useApp();
  useEffect(() => {
    if (session) saveGuide(session.store.db, { begun: true }).catch(() => undefined);
  }, [session]);
  const at = Math.min(Math.max(Number.parseInt(step, 10) || 1, 1), screens.length);
  const shown = screens[at - 1] ?? screens[0];
  const home = session ? '/today' : '/help';
  const isLast = at === screens.length;
  return (
    <Page
      title={t(`first-${shown.name}-title`)}
      kicker={<p>{t('first-step', at, screens.length)}</p>}
      back={at > 1 ? { href: `/first/${at - 1}`, label: t('first-back') } : { href: '/help', label: t('help-title') }}
    >
      <div class="first">
        <Icon icon={shown.icon} class="first-icon" />
        <ul class="bullets">
          {lines.map((line) => (
            <li key={line}>{t(`first-${shown.name}-${line}`)}</li>
          ))}
        </ul>
        <div class="actions">
          <LinkButton weight="primary" href={isLast ? home : `/first/${at + 1}`}>
            {t(isLast ? 'first-begin' : 'first-next')}
          </LinkButton>
          {!isLast && (
            <LinkButton weight="quiet" href={home}>
              {t('first-skip')}
            </LinkButton>
          )}
        </div>
      </div>
    </Page>
  );
}
