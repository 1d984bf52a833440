import { getExchange } from '#store/queries/exchange.ts';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';

/** What the programme covers and what not, in the words of the template that the exchange began with. */
export function PoliciesPage() {
  const { t } = useMessages();
  const store = useStore();
  const data = useLive(async () => ({ exchange: await getExchange(store) }), [store]);
  const words = data?.exchange?.policies ?? '';
  return (
    <Page
      title={t('policies-title')}
      kicker={<Topic exchange={data?.exchange} />}
      back={{ href: '/expenses', label: t('nav-expenses') }}
    >
      {!data && <Loading />}
      {data && !data.exchange && <NotDownloaded />}
      {data?.exchange && (
        <p class={words ? 'prose' : 'subtle'} dir="auto">
          {words || t('policies-none')}
        </p>
      )}
    </Page>
  );
}
