import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CarnetError } from '#domain/errors.ts';
import type { TrailEntry, TrailRequest, TrailResponse } from '#domain/trail/trail.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openDrafts } from '#store/drafts.ts';
import { HubDb } from '#store/hub/hub-db.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, people, sampleExchange, sampleSection } from '#tests/fixtures.ts';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import type { HubPort, Session } from '../context.ts';
import { HubTrailPage } from './hub-trail.tsx';

const newId = idMaker(0x4f);
const now = Date.parse('2026-05-12T07:30:00Z');
const sectionId = newId();
let store: Store;
let saved: Blob[];
const readTrail = vi.fn<HubPort['readTrail']>();

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('hub'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  await putRow(store.db, sampleExchange.id, 'exchange', sampleExchange);
  await putRow(store.db, sampleExchange.id, 'section', sampleSection(sectionId));
  await store.db.replicas.put({ ...freshReplica(sampleExchange.id), cursor: 1, downloadedAt: now });
  saved = [];
  readTrail.mockReset();
});
afterEach(cleanup);

function entry(fields: Partial<TrailEntry>): TrailEntry {
  const base = { at: '2026-05-11T23:30:00.000Z', participantId: people.mentor, name: 'note.add', args: {}, code: null };
  return { id: newId(), ...base, ...fields };
}

function page(entries: TrailEntry[], next: TrailResponse['next'] = null): TrailResponse {
  return { type: 'trail', entries, names: { [people.mentor]: 'Kateřina' }, next };
}

async function open(): Promise<void> {
  history.replaceState(null, '', '/hub/trail');
  const app = await createTestApp();
  const hub = { db: new HubDb(newId()), readTrail } as unknown as HubPort;
  const session = { store, drafts: openDrafts(store.db, store.now) } as Session;
  const device = { ...app.device, saveFile: async (file: Blob) => void saved.push(file) };
  render(
    <TestApp app={{ ...app, session, device, now: () => now, openHub: async () => hub }}>
      <LocationProvider>
        <HubTrailPage />
      </LocationProvider>
    </TestApp>,
  );
}

test('a line says who did what about what, by the host’s clock, and many edits of a text are one line', async () => {
  const edit = { name: 'text.edit', args: { textId: sectionId } };
  const refused = { name: 'expense.edit', args: { changes: { merchant: 'Кафе' } }, code: 'not_allowed' } as const;
  readTrail.mockResolvedValue(page([entry(edit), entry(edit), entry(edit), entry(refused)]));
  await open();
  await screen.findByRole('heading', { name: /Tuesday 12 May 2026/ });
  screen.getByText('Edit report text');
  await screen.findByText(/Summary/);
  screen.getByText(/3 edits/);
  screen.getByText(/Кафе/);
  screen.getByText('Refused');
  expect(screen.getAllByText('Kateřina').length).toBe(2);
  expect(screen.getAllByText('01:30').length).toBe(2);
});

test('earlier entries come when they are asked for, and a filter asks anew', async () => {
  const place = { version: 3, receivedAt: 'x', deviceId: 'd', seq: 1 };
  readTrail.mockResolvedValueOnce(page([entry({})], place)).mockResolvedValue(page([entry({ name: 'expense.add' })]));
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'Earlier' }));
  await screen.findByText('Add expense');
  screen.getByText('Add note');
  expect(readTrail.mock.lastCall?.[0].before).toEqual(place);
  fireEvent.change(screen.getByLabelText('What'), { target: { value: 'expense' } });
  await waitFor(() => expect(screen.queryByText('Add note')).toBeNull());
  expect(readTrail.mock.lastCall?.[0]).toMatchObject({ noun: 'expense', before: null } satisfies Partial<TrailRequest>);
});

test('without a network it says that the trail is on the server, and tries again', async () => {
  readTrail.mockRejectedValueOnce(new CarnetError('offline'));
  await open();
  await screen.findByText(/kept on the server/);
  readTrail.mockResolvedValue(page([entry({})]));
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('Add note');
});

test('the table has all pages, and no cell that a spreadsheet would run', async () => {
  const place = { version: 3, receivedAt: 'x', deviceId: 'd', seq: 1 };
  const evil = { args: { body: '=HYPERLINK("http://evil")' } };
  readTrail.mockResolvedValueOnce(page([entry({})])).mockResolvedValueOnce(page([entry(evil)], place));
  readTrail.mockResolvedValue(page([entry({ name: 'expense.add', code: 'rule_broken' })]));
  await open();
  await screen.findByText('Add note');
  fireEvent.click(screen.getByRole('button', { name: 'Save as CSV' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  const lines = ((await saved[0]?.text()) ?? '').split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(lines[2]).toContain('Kateřina,Add expense,,Refused: rule_broken');
});
