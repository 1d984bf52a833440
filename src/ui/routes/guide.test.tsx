import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { readGuide, saveGuide } from '#store/guide.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker } from '#tests/fixtures.ts';
import { Shortcuts } from '../components/shortcuts.tsx';
import { openScreen } from '../components/test-app.tsx';
import { FirstPage } from './first.tsx';
import { KeysPage } from './keys.tsx';
import { newest } from './news.ts';
import { NewsPage } from './news-page.tsx';
import { TodayGuideCard } from './today-guide-card.tsx';

const newId = idMaker(0x6e);
let store: Store;

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => 1, fillRandom }, new CarnetDb(newId()));
});
afterEach(cleanup);

const here = () => location.pathname;

test('who is new is offered three screens, once on this device, and can go back and skip', async () => {
  await openScreen(store, '/today', <TodayGuideCard />);
  await screen.findByRole('heading', { name: 'New to Carnet?' });
  expect(screen.getByRole('link', { name: 'A short look round' }).getAttribute('href')).toBe('/first/1');
  cleanup();
  const page = (
    <Router>
      <Route path="/first/:step?" component={FirstPage} />
      <Route path="/more/news" component={NewsPage} />
    </Router>
  );
  await openScreen(store, '/first/1', page);
  await screen.findByText('1 of 3');
  expect(screen.getByRole('link', { name: 'Skip' }).getAttribute('href')).toBe('/today');
  await waitFor(async () => expect((await readGuide(store.db)).begun).toBe(true));
  cleanup();
  await openScreen(store, '/first/3', page);
  await screen.findByText('3 of 3');
  expect(screen.getByRole('link', { name: 'Back' }).getAttribute('href')).toBe('/first/2');
  expect(screen.getByRole('link', { name: 'Begin' }).getAttribute('href')).toBe('/today');
});

test('after an update Today leads to what is new until somebody has looked, or put it away', async () => {
  await saveGuide(store.db, { begun: true, news: '0.0.9' });
  await openScreen(store, '/today', <TodayGuideCard />);
  await screen.findByRole('heading', { name: 'Carnet was updated' });
  fireEvent.click(screen.getByRole('button', { name: 'Not now' }));
  await waitFor(() => expect(screen.queryByRole('heading')).toBeNull());
  await saveGuide(store.db, { news: '0.0.9' });
  cleanup();
  await openScreen(store, '/more/news', <NewsPage />);
  await screen.findByRole('heading', { name: /What’s new/ });
  await waitFor(async () => expect((await readGuide(store.db)).news).toBe(newest));
});

test('what is new of Carnet is not told to who has just come', async () => {
  await openScreen(store, '/today', <TodayGuideCard />);
  fireEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  await waitFor(() => expect(screen.queryByRole('heading')).toBeNull());
  expect(await readGuide(store.db)).toMatchObject({ begun: true, news: newest });
});

test('keys lead to the places, not while one types, and not once they are turned off', async () => {
  const page = (
    <main>
      <Shortcuts />
      <input aria-label="field" />
      <KeysPage />
    </main>
  );
  await openScreen(store, '/more/keys', page);
  const off = await screen.findByRole('checkbox', { name: 'Use these keys on this device' });
  const press = (key: string, target: Element = document.body) => fireEvent.keyDown(target, { key });
  await waitFor(() => {
    press('g');
    press('e');
    expect(here()).toBe('/expenses');
  });
  press('g');
  press('g', screen.getByLabelText('field'));
  press('t', screen.getByLabelText('field'));
  expect(here()).toBe('/expenses');
  press('n', screen.getByLabelText('field'));
  expect(here()).toBe('/expenses');
  press('n');
  expect(here()).toBe('/expenses/new');
  press('/');
  expect(here()).toBe('/search');
  press('?');
  expect(here()).toBe('/more/keys');
  fireEvent.click(off);
  await waitFor(async () => expect((await readGuide(store.db)).keys).toBe(false));
  await waitFor(() => expect((off as HTMLInputElement).checked).toBe(false));
  await waitFor(() => {
    press('/');
    const after = here();
    // As long as they are heard, this leads back.
    press('?');
    expect(after).toBe('/more/keys');
  });
});
