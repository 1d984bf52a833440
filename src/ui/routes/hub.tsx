import '../styles/hub.css';
import { cdxIconAdd, cdxIconArticle, cdxIconChart, cdxIconTable } from '@wikimedia/codex-icons';
import { useEffect, useMemo, useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { boardFilterSchema, filterBoard, wholeBoard } from '#domain/board/board-filter.ts';
import { type Board, readBoard } from '#store/hub/board.ts';
import { boardFilterKey } from '#store/hub/unsent.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { HubFrame } from '../components/hub-frame.tsx';
import { Loading } from '../components/loading.tsx';
import { Page } from '../components/page.tsx';
import { useHub, useMessages } from '../context.ts';
import { useDraft } from '../hooks/use-draft.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { BoardFilters } from './hub-board-filters.tsx';
import { BoardHead, BoardRow } from './hub-board-row.tsx';
import { BoardAge, BoardState, BoardTrouble } from './hub-board-state.tsx';
import { Creations } from './hub-creations.tsx';

/** All exchanges of the programme: where each stands, and what waits for the Hub. */
export function HubPage() {
  return (
    <HubFrame>
      <BoardScreen />
    </HubFrame>
  );
}

function BoardScreen() {
  const hub = useHub();
  const { t } = useMessages();
  const board = useLive(() => readBoard(hub.db), [hub]);
  useEffect(() => hub.watchBoard(), [hub]);
  const actions = (
    <>
      <LinkButton href="/hub/template" icon={cdxIconArticle}>
        {t('hub-template-link')}
      </LinkButton>
      <LinkButton href="/hub/figures" icon={cdxIconChart}>
        {t('figures-link')}
      </LinkButton>
      <LinkButton href="/hub/import" icon={cdxIconTable}>
        {t('hub-import')}
      </LinkButton>
      <LinkButton href="/hub/new" icon={cdxIconAdd} weight="primary" action="progressive">
        {t('hub-new')}
      </LinkButton>
    </>
  );
  return (
    <Page title={t('hub-title')} actions={actions} wide outside={<BoardState status={board?.status} />}>
      {board ? <BoardBody board={board} /> : <Loading />}
    </Page>
  );
}

const draftSchema = z.partial(boardFilterSchema);

/** As many rows as one looks through; the others come when they are asked for. */
const atOnce = 100;

function BoardBody({ board }: { board: Board }) {
  const { t, format, language } = useMessages();
  const now = useNow();
  const filter = useDraft(boardFilterKey, draftSchema, wholeBoard);
  const [all, setAll] = useState(false);
  const { entries, status } = board;
  const shown = useMemo(
    () => (filter.value ? filterBoard(entries, filter.value, now, language) : []),
    [entries, filter.value, now, language],
  );
  if (!filter.value) return <Loading />;
  const creations = <Creations creations={board.creations} />;
  const { loadedAt } = status;
  if (entries.length === 0)
    return (
      <>
        {creations}
        {loadedAt === null ? <NotHereYet board={board} /> : <NoExchanges />}
      </>
    );
  return (
    <>
      <BoardTrouble status={status} />
      {creations}
      <BoardFilters value={filter.value} change={filter.change} clear={filter.discard} saved={board.filters} />
      <section class="board-list" aria-label={t('hub-title')}>
        <div class="board-count subtle small">
          <span aria-live="polite">{t('hub-count', format.number(shown.length), entries.length)}</span>
          <BoardAge status={status} />
        </div>
        {shown.length === 0 ? (
          <EmptyState
            title={t('hub-none-title')}
            action={<Button onClick={() => void filter.discard()}>{t('hub-filter-clear')}</Button>}
          >
            {t('hub-none-text')}
          </EmptyState>
        ) : (
          <>
            <BoardHead />
            {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
            <ul class="list" role="list">
              {(all ? shown : shown.slice(0, atOnce)).map((entry) => (
                <BoardRow key={entry.id} entry={entry} now={now} />
              ))}
            </ul>
            {!all && shown.length > atOnce && (
              <Button onClick={() => setAll(true)}>{t('hub-show-all', format.number(shown.length))}</Button>
            )}
          </>
        )}
      </section>
    </>
  );
}

function NoExchanges() {
  const { t } = useMessages();
  return (
    <EmptyState
      title={t('hub-empty-title')}
      action={
        <LinkButton href="/hub/new" icon={cdxIconAdd}>
          {t('hub-new')}
        </LinkButton>
      }
    >
      {t('hub-empty-text')}
    </EmptyState>
  );
}

function NotHereYet({ board }: { board: Board }) {
  const { t } = useMessages();
  if (board.status.error === null) return <Loading />;
  return (
    <>
      <BoardTrouble status={board.status} />
      <EmptyState title={t('hub-not-here')}>{null}</EmptyState>
    </>
  );
}
