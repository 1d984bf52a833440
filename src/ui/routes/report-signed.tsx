import '../styles/report-sign.css';
import '../styles/report.css';
import { useRoute } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { blocksOfRuns, runsOf } from '#domain/rich-text.ts';
import { isWords, type SignedKind } from '#domain/signature/content.ts';
import type { Signature, SignedItem } from '#domain/signature/schema.ts';
import { getExchange, isDownloaded, participantsById } from '#store/queries/exchange.ts';
import { readSignatures, readSignedReport } from '#store/queries/report-signature.ts';
import { listRows } from '#store/queries/rows.ts';
import type { Store } from '#store/store.ts';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { PhotoSet } from '../components/photo-set.tsx';
import { RichText } from '../components/rich-text.tsx';
import { Section as Part } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { nameOf } from './report-sign-words.ts';
import { SignedFacts } from './report-signed-facts.tsx';

async function readPage(store: Store, hash: string) {
  const [exchange, downloaded, people, signed, now, evidence] = await Promise.all([
    getExchange(store),
    isDownloaded(store),
    participantsById(store),
    readSignedReport(store, hash),
    readSignatures(store),
    listRows(store, 'evidence'),
  ]);
  return { exchange, downloaded, people, ...signed, now, evidence };
}
export type SignedPageData = Awaited<ReturnType<typeof readPage>>;

/** A version of the report as it was signed: read only, whatever has become of the report since. */
export function SignedReportPage() {
  const { t } = useMessages();
  const store = useStore();
  const { hash = '' } = useRoute().params;
  const data = useLive(() => readPage(store, hash), [store, hash]);
  const back = { href: '/report', label: t('nav-report') };
  const title = t('signed-title');
  if (!data) return <Page title={title} back={back} children={<Loading />} />;
  if (!data.downloaded) return <Page title={title} back={back} children={<NotDownloaded />} />;
  if (!data.report) return <Page title={title} back={back} children={<p>{t('signed-gone')}</p>} />;
  const { content } = data.report;
  return (
    <Page title={title} back={back} kicker={<Topic exchange={data.exchange} />}>
      <Head data={data} />
      <PhotoSet photos={signedPhotos(content, data.evidence, t('evidence-no-caption'))}>
        {content.filter(isWords).map((item) => (
          <SignedSection key={item.id} item={item} />
        ))}
        <SignedFacts content={content} evidence={data.evidence} />
      </PhotoSet>
    </Page>
  );
}

/** The pictures that were signed, each the very file: what has become of the piece of evidence since is not asked. */
function signedPhotos(content: readonly SignedItem[], evidence: SignedPageData['evidence'], noCaption: string) {
  return content.filter(isOf('evidence')).flatMap(({ id, values: { blob, caption } }) => {
    const file = evidence.find((row) => row.id === id && row.blob === blob);
    const known = { size: file?.size ?? null, thumb: file?.thumb ?? null, ...(file && { type: file.type }) };
    return blob ? [{ id, blob, alt: caption || noCaption, ...known }] : [];
  });
}

export function isOf(kind: SignedKind): (item: SignedItem) => boolean {
  return (item) => item.kind === kind;
}

/** Who signed it and when, and whether it still is what stands in the report. */
function Head({ data: { report, signatures, people, exchange, now } }: { data: SignedPageData }) {
  const { t, format } = useMessages();
  const zone = exchange?.hostZone ?? 'UTC';
  const given = signatures.filter(({ act }) => act === 'signed');
  const last = given.at(-1);
  const moment = last && wallClock(Date.parse(last.at), zone);
  const isBoth = new Set(given.map(({ side }) => side)).size === 2;
  const isNow = now.hash === report?.hash;
  return (
    <>
      {moment && (
        <p>
          <strong>{t('signed-as-of', format.day(moment.day), moment.time)}</strong>
          <br />
          <span class="subtle small">{t('agreement-version', report?.hash.slice(0, 8) ?? '')}</span>
        </p>
      )}
      <ul class="small">
        {given.map((signature) => (
          <li key={signature.id}>
            {signedWords(signature, exchange, people.get(signature.participantId)?.name, { t, format })}
          </li>
        ))}
      </ul>
      <p class="subtle small">{t('signed-original')}</p>
      {!isBoth && <Message>{t('signed-one-side')}</Message>}
      {isNow && now.review === 'approved' && <Message type="success">{t('sign-hub-accepted')}</Message>}
      {!isNow && <Message>{t('signed-differs')}</Message>}
    </>
  );
}

function signedWords(
  { side, at }: Signature,
  exchange: Exchange | undefined,
  name: string | undefined,
  { t, format }: Pick<ReturnType<typeof useMessages>, 't' | 'format'>,
): string {
  const { day, time } = wallClock(Date.parse(at), exchange?.hostZone ?? 'UTC');
  return t('sign-by', name ?? t(`role-${side}`), format.day(day, 'short'), time);
}

function SignedSection({ item }: { item: SignedItem }) {
  const { t } = useMessages();
  const blocks = blocksOfRuns(runsOf(item.text ?? []));
  return (
    <Part title={nameOf(item.kind === 'translation' ? 'translation' : 'section', item, t)}>
      {blocks.length === 0 ? <p class="subtle">{t('report-not-begun')}</p> : <RichText blocks={blocks} />}
    </Part>
  );
}
