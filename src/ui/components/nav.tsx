import {
  cdxIconCalendar,
  cdxIconClock,
  cdxIconEllipsis,
  cdxIconJournal,
  cdxIconTableCaption,
  cdxIconViewCompact,
} from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import { useApp, useMessages } from '../context.ts';
import { Icon } from './icon.tsx';

const places = [
  { href: '/today', message: 'nav-today', icon: cdxIconClock },
  { href: '/plan', message: 'nav-plan', icon: cdxIconCalendar },
  { href: '/expenses', message: 'nav-expenses', icon: cdxIconTableCaption },
  { href: '/report', message: 'nav-report', icon: cdxIconJournal },
  { href: '/more', message: 'nav-more', icon: cdxIconEllipsis },
] as const;

const hubPlace = { href: '/hub', message: 'nav-hub', icon: cdxIconViewCompact } as const;

/**
 * The five places, and the Hub's own for its staff; without an open exchange only what is there without one: a bar under
 * the thumb on a phone, a rail at the side on a tablet. `nofollow`: behind a sign-in nothing is for those who index.
 */
export function Nav() {
  const { t } = useMessages();
  const { signIn, session, openHub } = useApp();
  const { path } = useLocation();
  const open = session ? places : places.filter(({ href }) => href === '/more');
  return (
    <nav class="nav" aria-label={t('nav-label')}>
      <div class="nav-brand">
        <strong>{t('app-name')}</strong>
        <span class="subtle small">{signIn?.topic}</span>
      </div>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
      <ul class="nav-list" role="list">
        {(openHub ? [hubPlace, ...open] : open).map(({ href, message, icon }) => (
          <li key={href}>
            <a class="nav-link" rel="nofollow" href={href} aria-current={currentOf(path, href)}>
              <Icon icon={icon} />
              <span>{t(message)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `page` on the place itself, `true` on what lies under it. */
function currentOf(path: string, href: string): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  return path.startsWith(`${href}/`) ? 'true' : undefined;
}
