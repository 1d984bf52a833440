import { cdxIconPrevious, cdxIconSearch } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApp, useMessages } from '../context.ts';
import { useSyncState } from '../hooks/use-sync-state.ts';
import { Icon } from './icon.tsx';
import { SyncStatus } from './sync-status.tsx';

type PageProps = {
  /** The h1, and the document's title. */
  title: string;
  /** A line above or beside the title: the exchange, the day. */
  kicker?: ComponentChildren;
  /** The screen above this one. */
  back?: { href: string; label: string };
  /** Buttons beside the title. */
  actions?: ComponentChildren;
  /** Uses the width of a tablet: for columns side by side. */
  wide?: boolean;
  /** Stands in the place of the sync state while nobody is signed in. */
  outside?: ComponentChildren;
  children: ComponentChildren;
};

/** A screen: its bar with the way back and the sync state, its heading, its content. */
export function Page({ title, kicker, back, actions, wide, outside, children }: PageProps) {
  const { session } = useApp();
  const { t } = useMessages();
  useDocumentTitle(title);
  return (
    <div class={`page${wide ? ' page-wide' : ''}`}>
      <header>
        <div class="page-bar">
          {back && (
            <a class="page-back" href={back.href}>
              <Icon icon={cdxIconPrevious} size="small" />
              <span>{back.label}</span>
            </a>
          )}
          {session ? <LiveSyncStatus /> : outside}
          {session && (
            <a class="page-search" href="/search" aria-label={t('search-title')}>
              <Icon icon={cdxIconSearch} size="small" />
            </a>
          )}
        </div>
        <div class="page-heading">
          <div>
            {kicker && <div class="page-kicker">{kicker}</div>}
            <h1 tabIndex={-1}>{title}</h1>
          </div>
          {actions && <div class="row">{actions}</div>}
        </div>
      </header>
      <div class="page-body">{children}</div>
    </div>
  );
}

/** What the exchange is about, in one line over a title: the whole of it stands in More. */
export function Topic({ exchange }: { exchange: { topic: string } | undefined }) {
  return <p class="page-topic">{exchange?.topic ?? '\u00a0'}</p>;
}

function LiveSyncStatus() {
  return <SyncStatus state={useSyncState()} />;
}

function useDocumentTitle(title: string): void {
  const { t } = useMessages();
  const full = t('page-title', title);
  useEffect(() => {
    document.title = full;
  }, [full]);
}
