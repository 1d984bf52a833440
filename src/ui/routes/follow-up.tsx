import { cdxIconCalendar, cdxIconCheck } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import type { Exchange } from '#domain/exchange/schema.ts';
import { callMinutes, type FollowUp } from '#domain/follow-up/schema.ts';
import { getExchange, isDownloaded, participantsById } from '#store/queries/exchange.ts';
import { getRow, listRows } from '#store/queries/rows.ts';
import { pendingRowIds } from '#store/queries/sync.ts';
import type { Store } from '#store/store.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { Chip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { followUpCalendar } from './follow-up-calendar.ts';
import { CallNotes } from './follow-up-notes.tsx';
import { ProposeCall } from './follow-up-propose.tsx';
import { inBothZones } from './follow-up-words.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { Tick } from './plan-tick.tsx';
import { isWebAddress } from './web-address.ts';

async function readCall(store: Store) {
  const { exchangeId } = store.context;
  const [exchange, downloaded, call, notes, people, pending] = await Promise.all([
    getExchange(store),
    isDownloaded(store),
    getRow(store, 'followUp', exchangeId),
    listRows(store, 'callNote'),
    participantsById(store),
    pendingRowIds(store),
  ]);
  return { exchange, downloaded, call, notes, people, isPending: pending.has(exchangeId), pending };
}

/** The 60-minute call after the visit (Handbook, “Follow-up”): a time that both accept, notes, done. */
export function FollowUpPage() {
  const { t } = useMessages();
  const store = useStore();
  const mayWrite = useMay('call.propose');
  const { query, route } = useLocation();
  const data = useLive(() => readCall(store), [store]);
  const exchange = data?.exchange;
  return (
    <Page
      title={t('today-follow-up')}
      kicker={<Topic exchange={exchange} />}
      back={{ href: '/plan', label: t('nav-plan') }}
    >
      {!data && <Loading />}
      {data && !exchange && <NotDownloaded />}
      {data && exchange && (
        <>
          {data.call ? (
            <Call call={data.call} exchange={exchange} isPending={data.isPending} proposer={nameOf(data)} />
          ) : (
            <EmptyState icon={cdxIconCalendar} title={t('call-none')}>
              {t('call-none-text')}
            </EmptyState>
          )}
          {mayWrite && (!data.call?.done || query.correct !== undefined) && (
            <ProposeCall call={data.call} exchange={exchange} />
          )}
          {/* The open form stands in the address, so that a reload or a killed page brings it back. */}
          <CallNotes
            notes={data.notes}
            people={data.people}
            pending={data.pending}
            canWrite={mayWrite}
            editing={query.note}
            onEdit={(id) => route(`/plan/call?note=${id}`, true)}
            onClose={() => route('/plan/call', true)}
          />
        </>
      )}
    </Page>
  );
}

function nameOf({ call, people }: Awaited<ReturnType<typeof readCall>>): string {
  return (call && people.get(call.proposedBy)?.name) ?? '';
}

type CallProps = { call: FollowUp; exchange: Exchange; isPending: boolean; proposer: string };

function Call({ call, exchange, isPending, proposer }: CallProps) {
  const { t, format } = useMessages();
  const { device } = useApp();
  const store = useStore();
  const saving = useSaving();
  const mayWrite = useMay('call.propose');
  const { start, link, side, acceptedBy, done } = call;
  const accepted = acceptedBy !== null;
  const mayAccept = mayWrite && !accepted && side !== store.context.role;

  /** A file made on the phone. Closing the share sheet is no failure. */
  const saveFile = async () =>
    device
      .saveFile(await followUpCalendar(call, exchange, t('today-follow-up'), store.instant()), 'carnet-call.ics')
      .catch(() => undefined);

  return (
    <Card level={2} accent title={t(done ? 'call-done' : accepted ? 'call-agreed' : 'call-proposed')}>
      <p class="lead">
        {inBothZones(Date.parse(start), device.zone(), exchange.hostZone, format).map((line) => (
          <span key={line.zone} class="call-line">
            {t('call-in-zone', line.day, line.time, line.city)}
          </span>
        ))}
      </p>
      <p class="row">
        <span class="subtle">{t('call-length', callMinutes)}</span>
        {!accepted && (
          <Chip tone="warning">{t('call-waits', t(`role-${side === 'mentee' ? 'mentor' : 'mentee'}`))}</Chip>
        )}
        <UnsentMark shown={isPending} />
      </p>
      {proposer && <p class="subtle small">{t('call-proposed-by', proposer)}</p>}
      {isWebAddress(link) ? (
        <p>
          <a class="phone" href={link} target="_blank" rel="noopener">
            {link}
          </a>
        </p>
      ) : (
        <p dir="auto">{link}</p>
      )}
      <div class="actions">
        {mayAccept && (
          <Button
            weight="primary"
            icon={cdxIconCheck}
            onClick={() => void saving.save(() => store.mutate('call.accept', { start }))}
          >
            {t('call-accept')}
          </Button>
        )}
        {accepted && (
          <Button icon={cdxIconCalendar} onClick={() => void saveFile()}>
            {t('call-calendar')}
          </Button>
        )}
        {done && <LinkButton href="/report">{t('today-open-report')}</LinkButton>}
      </div>
      {mayWrite && accepted && (
        <Tick checked={done} write={(now) => store.mutate('call.mark', { done: now })}>
          {t('call-mark')}
        </Tick>
      )}
      <SaveOutcome state={saving.state} />
    </Card>
  );
}
