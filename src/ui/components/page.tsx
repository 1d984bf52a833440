import { cdxIconSearch } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { useApp, useMessages } from '../context.ts';
import { useSyncState } from '../hooks/use-sync-state.ts';
import { Icon } from './icon.tsx';
import { PageLayout, type PageLayoutProps } from './page-layout.tsx';
import { SyncStatus } from './sync-status.tsx';

type PageProps = Omit<PageLayoutProps, 'bar'> & {
  /** Stands in the place of the sync state while no exchange is open. */
  outside?: ComponentChildren;
};

/** A screen: its bar with the way back and the sync state, its heading, its content. */
export function Page({ outside, ...layout }: PageProps) {
  const { session } = useApp();
  return <PageLayout {...layout} bar={session ? <SyncAndSearch /> : outside} />;
}

/** What the exchange is about, in one line over a title: the whole of it stands in More. */
export function Topic({ exchange }: { exchange: { topic: string } | undefined }) {
  return <p class="page-topic">{exchange?.topic ?? '\u00a0'}</p>;
}

function SyncAndSearch() {
  const { t } = useMessages();
  return (
    <>
      <SyncStatus state={useSyncState()} />
      <a class="page-search" href="/search" aria-label={t('search-title')}>
        <Icon icon={cdxIconSearch} size="small" />
      </a>
    </>
  );
}
