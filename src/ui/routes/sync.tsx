import '../styles/sync.css';
import { listRejections, listWaiting } from '#store/queries/sync.ts';
import type { Store } from '#store/store.ts';
import { Loading } from '../components/loading.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { offersOf } from './rejection-offers.ts';
import { HeldRows } from './sync-held.tsx';
import { OriginalsSection } from './sync-originals.tsx';
import { Orphans } from './sync-orphans.tsx';
import { PhotoSettingSection } from './sync-photos.tsx';
import { Rejections } from './sync-rejections.tsx';
import { StorageSection } from './sync-storage.tsx';
import { SyncSummary } from './sync-summary.tsx';
import { WaitingList } from './sync-waiting.tsx';
import { subjectsOf } from './write-subject.ts';

/** What waits on this phone, and what the server could not accept, with ways to go on. */
export function SyncPage() {
  const { t } = useMessages();
  const store = useStore();
  const lists = useLive(() => readLists(store), [store]);
  const back = { href: '/more', label: t('nav-more') };
  if (!lists) return <Page title={t('sync-title')} back={back} children={<Loading />} />;
  const { entries, blobs, rejections, subjects, offers } = lists;
  return (
    <Page title={t('sync-title')} back={back}>
      <SyncSummary />
      <HeldRows />
      <Rejections rejections={rejections} subjects={subjects} offers={offers} />
      <Section title={t('sync-waiting-title')}>
        {entries.length + blobs.length === 0 ? (
          <p class="subtle">{t('sync-nothing-waits')}</p>
        ) : (
          <WaitingList entries={entries} blobs={blobs} subjects={subjects} />
        )}
      </Section>
      <Orphans />
      <PhotoSettingSection />
      <OriginalsSection />
      <StorageSection />
    </Page>
  );
}

async function readLists(store: Store) {
  const [waiting, rejections] = await Promise.all([listWaiting(store), listRejections(store)]);
  const [subjects, offers] = await Promise.all([
    subjectsOf(store, [...waiting.entries, ...rejections]),
    offersOf(store, rejections),
  ]);
  return { ...waiting, rejections, subjects, offers };
}
