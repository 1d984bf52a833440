import '../styles/report-publish.css';
import '../styles/report-planned.css';
import { wallClock } from '#domain/days.ts';
import { linesOfBlock } from '#domain/publication/block-lines.ts';
import type { Collected } from '#domain/publication/collect.ts';
import { type DocumentWords, liveParts } from '#domain/publication/document.ts';
import { blockHomes } from '#domain/report/blocks.ts';
import { type LiveBlock, liveBlocks, type Section } from '#domain/report/schema.ts';
import { getExchange } from '#store/queries/exchange.ts';
import { readPublication } from '#store/queries/publication.ts';
import { releaseBlock, takeBlock } from '#store/take-block.ts';
import { Button } from '../components/button.tsx';
import { Section as Part } from '../components/section.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { SaveOutcome, useSaving } from './plan-save.tsx';
import { PreviewParts } from './report-publish-preview.tsx';
import { documentWords } from './report-publish-words.ts';

function useCollected(): { collected: Collected; zone: string; words: DocumentWords } | undefined {
  const { t, format } = useMessages();
  const store = useStore();
  const found = useLive(
    async () => ({ exchange: await getExchange(store), collected: await readPublication(store, { withTexts: false }) }),
    [store],
  );
  if (!found?.exchange || !found.collected) return undefined;
  return { collected: found.collected, zone: found.exchange.hostZone, words: documentWords(t, format) };
}

/** What the report knows by itself and shows in this section: live, or part of its text. */
export function SectionBlocks({ section }: { section: Section }) {
  const { t } = useMessages();
  const known = useCollected();
  const own = liveBlocks.filter((block) => blockHomes[block] === section.key);
  const shown = own.filter(
    (block) =>
      section.taken?.[block] || (known && liveParts(known.collected.publication, block, known.words).length > 0),
  );
  if (!known || shown.length === 0) return null;
  return (
    <Part title={t('live-title')}>
      {shown.map((block) =>
        section.taken?.[block] ? (
          <TakenBlock key={block} section={section} block={block} zone={known.zone} />
        ) : (
          <ShownBlock key={block} section={section} block={block} {...known} />
        ),
      )}
    </Part>
  );
}

type BlockProps = { section: Section; block: LiveBlock; zone: string };
type ShownProps = BlockProps & { collected: Collected; words: DocumentWords };

function ShownBlock({ section, block, collected, words, zone }: ShownProps) {
  const { t, format } = useMessages();
  const { now } = useApp();
  const store = useStore();
  const mayTake = useMay('section.take');
  const saving = useSaving();
  const { publication } = collected;

  function take(): Promise<boolean> {
    const stamp = t(`live-stamp-${block}`, format.day(wallClock(now(), zone).day, 'medium'));
    const lines = linesOfBlock(publication, block, words).map((line) => ({
      words: line.words,
      formats: formats[line.kind],
    }));
    const [heading, ...rest] = lines;
    const all = heading ? [heading, { words: stamp, formats: {} }, ...rest] : [];
    return saving.save(() => takeBlock(store, section.id, block, all));
  }

  return (
    <div class="publish-preview">
      {/* Folded, since a visit has up to forty sessions. */}
      <details class="planned-day">
        <summary>
          <span>{nameOf(block, words)}</span>
          <span class="subtle small">{t(`live-from-${block}`)}</span>
        </summary>
        <PreviewParts parts={liveParts(publication, block, words).filter(({ part }) => part !== 'heading')} />
      </details>
      {mayTake && (
        <Button
          disabled={saving.state === 'saving'}
          aria-label={t('live-as-text-of', nameOf(block, words))}
          onClick={() => void take()}
        >
          {t('live-as-text')}
        </Button>
      )}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </div>
  );
}

const formats = { heading: { header: 3 }, words: {}, item: { list: 'bullet' } } as const;

function nameOf(block: LiveBlock, words: DocumentWords): string {
  return words.own(block === 'totals' ? 'finances' : block);
}

function TakenBlock({ section, block, zone }: BlockProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const mayRelease = useMay('section.release');
  const saving = useSaving();
  const taken = section.taken?.[block];
  const words = documentWords(t, format);
  if (!taken) return null;
  return (
    <div class="publish-preview">
      <h3>{nameOf(block, words)}</h3>
      <p class="subtle">{t('live-taken', format.day(wallClock(Date.parse(taken.at), zone).day, 'medium'))}</p>
      {mayRelease && (
        <>
          <Button
            disabled={saving.state === 'saving'}
            onClick={() => void saving.save(() => releaseBlock(store, section, block))}
          >
            {t('live-release')}
          </Button>
          <p class="subtle small">{t('live-release-text')}</p>
        </>
      )}
      <SaveOutcome state={saving.state === 'saved' ? 'idle' : saving.state} />
    </div>
  );
}

/** The totals by category on the report itself: sums of what was spent, converted as in the settlement. */
export function ReportTotals() {
  const { t } = useMessages();
  const known = useCollected();
  const parts = known ? liveParts(known.collected.publication, 'totals', known.words) : [];
  if (parts.length === 0) return null;
  return (
    <div class="publish-preview">
      <PreviewParts parts={parts} />
      <p class="subtle small">{t('live-from-totals')}</p>
    </div>
  );
}
