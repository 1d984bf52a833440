import '../styles/figures.css';
import { cdxIconCopy, cdxIconDownload } from '@wikimedia/codex-icons';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { BoardEntry } from '#domain/board/schema.ts';
import { wallClock } from '#domain/days.ts';
import {
  type CountedExchange,
  finishedBefore,
  type Grouping,
  groupings,
  programmeFigures,
} from '#domain/figures/programme-figures.ts';
import { type TextTable, tableToCsv, tableToWikitext } from '#domain/figures/table-text.ts';
import { readBoard } from '#store/hub/board.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Field } from '../components/field.tsx';
import { HubFrame } from '../components/hub-frame.tsx';
import { Loading } from '../components/loading.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { Select } from '../components/select.tsx';
import { useApp, useHub, useMessages } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { FiguresChart } from './figures-chart.tsx';
import { chartsOf, type Measure, measures } from './figures-chart-data.ts';
import { figuresTable } from './figures-words.ts';
import { BoardAge, BoardTrouble } from './hub-board-state.tsx';
import { HubPageState } from './hub-page-state.tsx';

/** The figures of the impact report, from the board as it is on this device: they are there without a network. */
export function HubFiguresPage() {
  const { t } = useMessages();
  return (
    <HubFrame>
      <Page title={t('figures-title')} back={{ href: '/hub', label: t('hub-back') }} wide outside={<HubPageState />}>
        <FiguresScreen />
      </Page>
    </HubFrame>
  );
}

function FiguresScreen() {
  const hub = useHub();
  const { t } = useMessages();
  const board = useLive(() => readBoard(hub.db), [hub]);
  useEffect(() => hub.watchBoard(), [hub]);
  const isHere = board && (board.entries.length > 0 || board.status.loadedAt !== null);
  if (!board || (!isHere && board.status.error === null)) return <Loading />;
  if (!isHere) return <BoardTrouble status={board.status} />;
  return (
    <>
      <BoardTrouble status={board.status} />
      <p class="subtle small">
        <BoardAge status={board.status} />
      </p>
      {board.entries.length === 0 ? (
        <EmptyState title={t('figures-none')}>{t('figures-none-text')}</EmptyState>
      ) : (
        <FiguresBody entries={board.entries} />
      )}
    </>
  );
}

function isCounted(entry: BoardEntry): entry is BoardEntry & CountedExchange {
  return entry.figures !== undefined;
}

/** What is chosen stands in the address, so that it can be shared and comes back with a reload. */
function useChoice() {
  const { query, route } = useLocation();
  const by: Grouping = groupings.find((name) => name === query.by) ?? 'year';
  const measure: Measure = measures.find((name) => name === query.measure) ?? 'exchanges';
  const finished = query.finished === 'yes';
  const choose = (changes: Record<string, string>) => {
    const next = new URLSearchParams({ by, measure, finished: finished ? 'yes' : 'no', ...changes });
    route(`/hub/figures?${next}`, true);
  };
  return { by, measure, finished, choose };
}

function FiguresBody({ entries }: { entries: readonly BoardEntry[] }) {
  const messages = useMessages();
  const { t } = messages;
  const { now } = useApp();
  const { by, measure, finished, choose } = useChoice();
  const counted = entries.filter(isCounted);
  const shown = finished ? finishedBefore(counted, wallClock(now(), 'UTC').day) : counted;
  const programme = useMemo(() => programmeFigures(shown, by), [shown.length, counted, by]);
  const table = figuresTable(programme, by, messages);
  const name = `carnet-figures-${by}`;
  return (
    <>
      <div class="figures-choices">
        <Field label={t('figures-group')}>
          <Select
            value={by}
            options={groupings.map((value) => ({ value, label: t(`figures-by-${value}`) }))}
            onChange={(value) => choose({ by: value })}
          />
        </Field>
        <Field label={t('figures-measure')}>
          <Select
            value={measure}
            options={measures.map((value) => ({ value, label: t(`figures-${value}`) }))}
            onChange={(value) => choose({ measure: value })}
          />
        </Field>
      </div>
      <Checkbox checked={finished} onChange={(on) => choose({ finished: on ? 'yes' : 'no' })}>
        {t('figures-finished')}
      </Checkbox>
      {counted.length < entries.length && <p>{t('figures-incomplete', entries.length - counted.length)}</p>}
      {shown.length === 0 ? (
        <EmptyState title={t('figures-none')}>{t('figures-none-finished')}</EmptyState>
      ) : (
        <>
          {chartsOf(programme, by, measure, messages).map((chart) => (
            <FiguresChart key={chart.title} chart={chart} name={`${name}-${measure}`} />
          ))}
          <FiguresTable table={table} name={name} />
          {by === 'topic' && <p class="subtle small">{t('figures-topic-note')}</p>}
          <p class="subtle small">{t('figures-money-note')}</p>
        </>
      )}
    </>
  );
}

function FiguresTable({ table, name }: { table: TextTable; name: string }) {
  const { t } = useMessages();
  const { device } = useApp();
  const [copied, setCopied] = useState<boolean | null>(null);
  const { caption, columns, records, total } = table;
  const csv = () => new Blob([tableToCsv(table)], { type: 'text/csv' });
  const wikitext = () => new Blob([tableToWikitext(table)], { type: 'text/plain' });
  // Closing the share sheet is no failure.
  const save = (file: Blob, end: string) => void device.saveFile(file, `${name}.${end}`).catch(() => undefined);
  const copy = () =>
    navigator.clipboard.writeText(tableToWikitext(table)).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Section title={t('figures-table')}>
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="figures-scroll" tabIndex={0} aria-label={caption}>
        <table class="figures-table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <TableRow key={record[0]} cells={record} />
            ))}
          </tbody>
          <tfoot>{total && <TableRow cells={total} />}</tfoot>
        </table>
      </section>
      <div class="actions">
        <Button icon={cdxIconDownload} onClick={() => save(csv(), 'csv')}>
          {t('figures-save', 'CSV')}
        </Button>
        <Button icon={cdxIconDownload} onClick={() => save(wikitext(), 'wiki.txt')}>
          {t('figures-save-wikitext')}
        </Button>
        <Button icon={cdxIconCopy} onClick={() => void copy()}>
          {t('figures-copy-wikitext')}
        </Button>
        <span aria-live="polite">{copied !== null && t(copied ? 'sync-copied' : 'sync-copy-failed')}</span>
      </div>
    </Section>
  );
}

function TableRow({ cells: [name, ...rest] }: { cells: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {rest.map((cell, at) => (
        <td key={at}>{cell}</td>
      ))}
    </tr>
  );
}
