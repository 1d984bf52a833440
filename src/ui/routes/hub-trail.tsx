import '../styles/hub.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { type TrailEntry, type TrailPlace, trailLines } from '#domain/trail/trail.ts';
import { getExchange } from '#store/queries/exchange.ts';
import { listRows } from '#store/queries/rows.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Field } from '../components/field.tsx';
import { HubFrame } from '../components/hub-frame.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page, Topic } from '../components/page.tsx';
import { Select } from '../components/select.tsx';
import { useHub, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { TrailExport } from './hub-trail-export.tsx';
import { TrailDays } from './hub-trail-lines.tsx';

/** Everything that was done in the open exchange, from the server's log. */
export function HubTrailPage() {
  return (
    <HubFrame>
      <Trail />
    </HubFrame>
  );
}

/** What one may look for alone; the word before the dot of the mutations' names. */
const nouns = [
  'exchange',
  'participant',
  'plan',
  'objective',
  'question',
  'session',
  'expense',
  'receipt',
  'budget',
  'booking',
  'text',
  'comment',
  'evidence',
  'action',
] as const;

export type TrailFilter = { participantId: string; noun: (typeof nouns)[number] | '' };

function Trail() {
  const store = useStore();
  const { t, format } = useMessages();
  const [filter, setFilter] = useState<TrailFilter>({ participantId: '', noun: '' });
  const data = useLive(
    async () => ({ exchange: await getExchange(store), people: await listRows(store, 'participant') }),
    [store],
  );
  const trail = useTrail(filter);
  const people = (data?.people ?? []).sort((a, b) => format.compare(a.name, b.name));
  const all = { value: '', label: t('hub-filter-all') } as const;
  return (
    <Page
      title={t('hub-trail-title')}
      kicker={<Topic exchange={data?.exchange} />}
      back={{ href: '/hub/exchange', label: t('hub-exchange-title') }}
      actions={<TrailExport filter={filter} />}
    >
      <div class="form-row">
        <Field label={t('hub-trail-who')}>
          <Select
            value={filter.participantId}
            options={[all, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(participantId) => setFilter({ ...filter, participantId })}
          />
        </Field>
        <Field label={t('hub-trail-what')}>
          <Select
            value={filter.noun}
            options={[all, ...nouns.map((noun) => ({ value: noun, label: t(`hub-noun-${noun}`) }))]}
            onChange={(noun) => setFilter({ ...filter, noun })}
          />
        </Field>
      </div>
      {trail.entries && trail.entries.length > 0 && (
        <TrailDays lines={trailLines(trail.entries)} names={trail.names} zone={data?.exchange?.hostZone ?? ''} />
      )}
      {trail.entries?.length === 0 && !trail.failure && <EmptyState title={t('hub-trail-none')}>{null}</EmptyState>}
      {trail.failure && (
        <Message type="warning" announce>
          <p>{t(errorKey(trail.failure))}</p>
          <p>{t('hub-trail-server')}</p>
          <Button onClick={trail.more}>{t('try-again')}</Button>
        </Message>
      )}
      {trail.isBusy && <Loading />}
      {!trail.isBusy && !trail.failure && trail.hasMore && (
        <div class="actions">
          <Button onClick={trail.more}>{t('hub-trail-more')}</Button>
        </div>
      )}
    </Page>
  );
}

type Pages = { entries: TrailEntry[]; names: Record<string, string>; next: TrailPlace | null };

/** The pages of the trail that were asked for so far; another filter begins anew. */
function useTrail(filter: TrailFilter) {
  const hub = useHub();
  const store = useStore();
  const [pages, setPages] = useState<Pages | null>(null);
  const [isBusy, setBusy] = useState(true);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  // An answer to a question that nobody asks any more is dropped.
  const asked = useRef(0);
  const { participantId, noun } = filter;

  async function read(before: Pages | null): Promise<void> {
    asked.current += 1;
    const turn = asked.current;
    setBusy(true);
    setFailure(null);
    try {
      const page = await hub.readTrail({
        exchangeId: store.context.exchangeId,
        before: before?.next ?? null,
        participantId: participantId || null,
        noun: noun || null,
      });
      if (turn !== asked.current) return;
      const entries = [...(before?.entries ?? []), ...page.entries];
      setPages({ entries, names: { ...before?.names, ...page.names }, next: page.next });
    } catch (error) {
      if (turn !== asked.current) return;
      setFailure(codeOf(error));
    }
    setBusy(false);
  }

  useEffect(() => {
    setPages(null);
    void read(null);
  }, [hub, store, participantId, noun]);

  return {
    entries: pages?.entries,
    names: pages?.names ?? {},
    hasMore: pages !== null && pages.next !== null,
    isBusy,
    failure,
    more: () => void read(pages),
  };
}
