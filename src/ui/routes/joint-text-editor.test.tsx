import 'fake-indexeddb/auto';
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { PullResponse } from '#domain/protocol.ts';
import { textField } from '#domain/text.ts';
import { CarnetDb } from '#store/db.ts';
import { applyPull } from '#store/replica.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, instant, people, sampleExchange, sampleSection } from '#tests/fixtures.ts';
import { renderScreen } from '../components/test-app.tsx';
import type { PresencePort } from '../context.ts';
import { JointTextEditor } from './joint-text-editor.tsx';

const newId = idMaker(0xed);
/** The editor is loaded with the first text that is opened. */
const patient = { timeout: 30_000 };
const section = sampleSection(newId());
const words = 'What both sides wrote before.';
const mentor = {
  id: people.mentor,
  name: 'Šimon Říha',
  community: 'B',
  role: 'mentor',
  username: '',
  lead: false,
};
let store: Store;

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: Date.now, fillRandom }, new CarnetDb(newId()));
});
afterEach(cleanup);

/** One page of a pull, as the server sends it. */
async function pull(cursor: number, more: boolean, changes: PullResponse['changes']): Promise<void> {
  const page: PullResponse = { type: 'pulled', changes, cursor, more, lastSeq: 0, rejected: [] };
  await applyPull(store.db, store.context, page, 1);
}

const firstPage = () => [
  { kind: 'exchange', id: sampleExchange.id, row: sampleExchange },
  { kind: 'participant', id: mentor.id, row: mentor },
  { kind: 'section', id: section.id, row: section },
];

function lastPage() {
  const doc = new Y.Doc();
  doc.getText(textField).insert(0, words);
  const update = bytesToBase64(Y.encodeStateAsUpdate(doc));
  const row = { id: newId(), textId: section.id, update, authorId: people.mentor, at: instant };
  return [{ kind: 'textUpdate', id: row.id, row }];
}

async function open(presence?: PresencePort): Promise<void> {
  const editor = <JointTextEditor textId={section.id} label="Text" guidance="" evidence={[]} />;
  await renderScreen(store, '/report', editor, presence ? { presence: async () => presence } : {});
}

test('between the pages of a first download nothing can be written; then the field opens with the words in it', async () => {
  await pull(1, true, firstPage());
  await open();
  await screen.findByText('Not on this device yet', {}, patient);
  expect(screen.queryByRole('textbox')).toBeNull();
  await pull(2, false, lastPage());
  const field = await screen.findByRole('textbox', { name: 'Text' }, patient);
  expect(field.textContent).toBe(words);
});

/** A port by which a test is the others. */
function openPort() {
  const port: PresencePort & { say: Parameters<PresencePort['listen']>[1]; listens: number } = {
    listens: 0,
    tell: () => {},
    say: () => {},
    listen(_textId, listener) {
      port.say = listener;
      port.listens += 1;
      listener([]);
      return () => {};
    },
  };
  return port;
}

test('who else writes here is said by name and shown by a caret, until they go', async () => {
  await pull(1, false, [...firstPage(), ...lastPage()]);
  const port = openPort();
  await open(port);
  await screen.findByRole('toolbar', {}, patient);
  const caret = { anchor: 'AAAA', head: 'AAAA' };
  // Once while there was no editor, and once with it.
  await waitFor(() => expect(port.listens).toBe(2), patient);
  port.say([
    { participantId: mentor.id, caret },
    { participantId: newId(), caret },
  ]);
  const line = await screen.findByText('Šimon Říha is writing here');
  expect(line.closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
  // The screen has one status, that of the sync.
  expect(screen.queryByRole('status')).toBeNull();
  port.say([]);
  await waitFor(() => expect(screen.queryByText(/writing here/)).toBeNull());
});
