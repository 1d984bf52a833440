import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BoardEntry } from '#domain/board/schema.ts';
import { summarise } from '#domain/board/summarise.ts';
import { builtInTemplate } from '#domain/template/schema.ts';
import { openDrafts } from '#store/drafts.ts';
import { noteBoardStatus } from '#store/hub/board.ts';
import { HubDb } from '#store/hub/hub-db.ts';
import { idMaker, sampleExchange } from '#tests/fixtures.ts';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import type { AppContext, HubPort } from '../context.ts';
import { HubPage } from './hub.tsx';
import { HubFiguresPage } from './hub-figures.tsx';

const newId = idMaker(0x4c);
const now = Date.parse('2026-05-12T07:30:00Z');
let db: HubDb;
beforeEach(() => {
  db = new HubDb(newId());
});
afterEach(cleanup);

async function putEntry(fields: Partial<BoardEntry>): Promise<BoardEntry> {
  const summary = await summarise(new Map([['exchange', [sampleExchange]]]));
  if (!summary) throw new Error('the sample has an exchange');
  const entry = { ...summary, seen: {}, id: newId(), ...fields };
  await db.board.put({ id: entry.id, stamp: '1', entry });
  return entry;
}

async function openBoard(given: Partial<AppContext> = {}, Screen = HubPage): Promise<void> {
  history.replaceState(null, '', '/hub');
  const hub: HubPort = {
    db,
    drafts: openDrafts(db, () => now),
    newId,
    create: async () => [],
    sendCreations: async () => undefined,
    readTemplate: () => Promise.reject(new Error('not asked here')),
    saveTemplate: () => Promise.reject(new Error('not asked here')),
    latestTemplate: async () => builtInTemplate,
    readTrail: () => Promise.reject(new Error('not asked here')),
    watchBoard: () => () => undefined,
    refreshBoard: async () => undefined,
  };
  const app = await createTestApp({ now: () => now, openHub: async () => hub, ...given });
  render(
    <TestApp app={app}>
      <LocationProvider>
        <Screen />
      </LocationProvider>
    </TestApp>,
  );
}

test('the board says where an exchange stands, what was spent, what waits and when each was last heard of', async () => {
  const people = [
    { id: newId(), name: 'Ілінка', role: 'mentee' as const, lead: true },
    { id: newId(), name: 'Kateřina', role: 'mentor' as const, lead: true },
  ];
  await putEntry({
    people,
    approved: 20_000,
    spent: 5000,
    waiting: { expenses: 2, queries: 0, checkIns: 1, reports: 0 },
    seen: { [people[0]?.id ?? '']: '2026-05-12T05:30:00.000Z' },
  });
  await openBoard();
  await screen.findByText('day 1 of 3');
  screen.getByText('€50.00 of €200.00');
  screen.getByText('2 expenses');
  screen.getByText('1 needs help');
  screen.getByText('2 hr ago');
  screen.getByText('not signed in yet');
});

test('an exchange is opened from the board', async () => {
  const { id, topic } = await putEntry({ topic: 'Wikidata' });
  const openExchange = vi.fn(async () => undefined);
  const { account } = await createTestApp();
  await openBoard({ account: { ...account, openExchange } });
  fireEvent.click(await screen.findByRole('button', { name: 'Open “Wikidata”' }));
  expect(openExchange).toHaveBeenCalledWith({ id, topic }, '/hub/exchange');
});

test('a search narrows the board, is kept over a reload, and gets a name', async () => {
  await putEntry({ topic: 'Chișinău clubs' });
  await putEntry({ topic: 'Archives' });
  await openBoard();
  await screen.findByText('2 of 2 exchanges');
  fireEvent.input(screen.getByRole('searchbox', { name: 'Search' }), { target: { value: 'chisinau' } });
  await screen.findByText('1 of 2 exchanges');
  fireEvent.click(screen.getByRole('button', { name: 'Save this filter' }));
  fireEvent.input(screen.getByRole('textbox', { name: 'Name of the filter' }), { target: { value: 'Moldova' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save this filter' }));
  const saved = await screen.findByRole('list', { name: 'Saved filters' });
  cleanup();

  await openBoard();
  await screen.findByText('1 of 2 exchanges');
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  await screen.findByText('2 of 2 exchanges');
  expect(saved).toBeDefined();
  const list = await screen.findByRole('list', { name: 'Saved filters' });
  fireEvent.click(within(list).getByRole('button', { name: 'Moldova' }));
  await screen.findByText('1 of 2 exchanges');
  fireEvent.click(within(list).getByRole('button', { name: 'Remove filter “Moldova”' }));
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Saved filters' })).toBeNull());
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await screen.findByRole('button', { name: 'Moldova' });
});

test('without a network the board shows what it last knew, and says so', async () => {
  await putEntry({});
  await noteBoardStatus(db, { loadedAt: now - 3_600_000, error: 'offline' });
  await openBoard();
  await screen.findByText(/as it was last fetched/);
  screen.getByText('As of 1 hour ago');
  screen.getByRole('button', { name: `Open “${sampleExchange.topic}”` });
});

test('a board that was never fetched does not look like an empty programme', async () => {
  await noteBoardStatus(db, { error: 'offline' });
  await openBoard();
  await screen.findByText('The board is not on this device yet');
  expect(screen.queryByText('No exchanges yet')).toBeNull();
  await noteBoardStatus(db, { error: null, loadedAt: now });
  await screen.findByText('No exchanges yet');
});

test('whoever is not Hub staff is told so', async () => {
  await openBoard({ openHub: null });
  await screen.findByText('This place is for the staff of the CEE Hub.');
});

test('without a network, a board that never came is not taken for a programme without figures', async () => {
  await noteBoardStatus(db, { error: 'offline' });
  await openBoard({}, HubFiguresPage);
  await screen.findByText(/There is no connection/);
  expect(screen.queryByText('No figures yet')).toBeNull();
  await noteBoardStatus(db, { error: null, loadedAt: now });
  await screen.findByText('No figures yet');
});
