import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { translationId } from '#domain/report/translations.ts';
import { textField, textOf } from '#domain/text.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listTextUpdates, listTranslations } from '#store/queries/report.ts';
import { getRow } from '#store/queries/rows.ts';
import { openStore, type Store } from '#store/store.ts';
import { appendText } from '#store/text.ts';
import { contextOf, idMaker, sampleExchange, sampleSection } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { ReportSectionPage } from './report-section.tsx';

const newId = idMaker(0x7e7);
const section = sampleSection(newId());
const ukrainian = translationId(section.id, 'uk');
const now = Date.parse('2026-05-14T10:00:00Z');
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  await putRow(store.db, sampleExchange.id, 'section', section);
  await store.db.replicas.put({ ...freshReplica(sampleExchange.id), downloadedAt: now });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(isWide: boolean, url = `/report/${section.id}`): Promise<void> {
  vi.stubGlobal('matchMedia', () => ({ matches: isWide, addEventListener() {}, removeEventListener() {} }));
  await openScreen(
    store,
    url,
    <Router>
      <Route path="/report/:id" component={ReportSectionPage} />
      <Route default component={() => <p>elsewhere</p>} />
    </Router>,
  );
}

async function write(textId: string, words: string): Promise<void> {
  const doc = new Y.Doc();
  doc.getText(textField).insert(0, `${words}\n`);
  await appendText(store, textId, bytesToBase64(Y.encodeStateAsUpdate(doc)));
}

async function addUkrainian(): Promise<void> {
  await store.mutate('translation.add', { id: ukrainian, sectionId: section.id, language: 'uk' });
}

const editors = () => screen.findAllByRole('textbox', { name: /Text of/ });

test('a language is chosen from a list, and its text is open at once', async () => {
  await open(false);
  fireEvent.click(await screen.findByRole('button', { name: 'Languages' }));
  const dialog = await screen.findByRole('dialog', { name: 'Languages of “Summary”' });
  fireEvent.change(within(dialog).getByRole('combobox', { name: 'Add a language' }), { target: { value: 'uk' } });
  expect(await screen.findByRole('textbox', { name: 'Text of “Summary”, Українська' })).toBeDefined();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(await listTranslations(store, section.id)).toHaveLength(1);
});

test('on a narrow screen one text is open, and the main one can be read under the other', async () => {
  await write(section.id, 'We met in Brno');
  await addUkrainian();
  await open(false, `/report/${section.id}?text=${ukrainian}`);
  const [editor, ...others] = await editors();
  expect(editor?.getAttribute('lang')).toBe('uk-UA');
  expect(others).toEqual([]);
  expect(screen.getByRole('link', { name: 'Українська' }).getAttribute('aria-current')).toBe('page');
  expect((await screen.findByText('We met in Brno')).closest('details')?.textContent).toContain('Main text');
});

test('on a wide screen both stand side by side, each saving into its own text', async () => {
  await write(section.id, 'We met in Brno');
  await addUkrainian();
  await write(ukrainian, 'Ми зустрілися');
  await open(true);
  const words = async () => (await editors()).map(({ textContent }) => textContent);
  await waitFor(async () => expect(await words()).toEqual(['We met in Brno', 'Ми зустрілися']));
  expect(textOf(await listTextUpdates(store, section.id))).toContain('Brno');
});

test('a language that was removed comes back with its words', async () => {
  await addUkrainian();
  await write(ukrainian, 'Ми зустрілися');
  await open(false);
  fireEvent.click(await screen.findByRole('button', { name: 'Languages' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Remove Українська' }));
  await waitFor(async () => expect(await listTranslations(store, section.id)).toEqual([]));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect(await listTranslations(store, section.id)).toHaveLength(1));
  expect(textOf(await listTextUpdates(store, ukrainian))).toContain('Ми зустрілися');
});

test('the language of the main text names its tab', async () => {
  await addUkrainian();
  await open(false);
  fireEvent.click(await screen.findByRole('button', { name: 'Languages' }));
  const own = await screen.findByRole('combobox', { name: 'Language of the main text' });
  fireEvent.change(own, { target: { value: 'en' } });
  expect(await screen.findByRole('link', { name: 'English' })).toBeDefined();
  expect((await getRow(store, 'section', section.id))?.language).toBe('en');
});
