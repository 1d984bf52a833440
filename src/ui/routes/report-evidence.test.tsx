import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Evidence } from '#domain/evidence/schema.ts';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openDrafts } from '#store/drafts.ts';
import { listInOrder, listRows } from '#store/queries/rows.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, instant, people, sampleExchange } from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { ReportPage } from './report.tsx';

const newId = idMaker(0x3e);
const now = Date.parse('2026-05-12T07:30:00Z');
const photo: Evidence = {
  id: newId(),
  sectionId: null,
  caption: 'The room',
  licence: 'CC BY-SA 4.0',
  blob: 'a'.repeat(64),
  thumb: null,
  type: 'image/jpeg',
  size: 4,
  name: 'room.jpg',
  createdBy: people.mentor,
  createdAt: instant,
};
let store: Store;

beforeEach(async () => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  const { id } = sampleExchange;
  await putRow(store.db, id, 'exchange', sampleExchange);
  await putRow(store.db, id, 'evidence', photo);
  await store.db.replicas.put({ ...freshReplica(id), cursor: 1, downloadedAt: now });
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function open(url = '/report'): Promise<void> {
  await openScreen(store, url, <ReportPage />);
}

function fillDisk() {
  return vi.spyOn(store.db.outbox, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
}

const queued = async () => (await listWaiting(store)).entries.map(({ name, args }) => ({ name, args }));
const draftKey = `caption/${photo.id}`;

describe('a caption', () => {
  async function openCaption(): Promise<HTMLTextAreaElement> {
    await open();
    const area = await screen.findByLabelText<HTMLTextAreaElement>('Caption');
    await waitFor(() => expect(area.readOnly).toBe(false));
    return area;
  }

  const type = (area: HTMLTextAreaElement, value: string) => fireEvent.input(area, { target: { value } });
  const fromPartner = (caption: string) => putRow(store.db, sampleExchange.id, 'evidence', { ...photo, caption });
  const saved = async () => (await listRows(store, 'evidence'))[0]?.caption;
  const editTo = (caption: string) => ({ name: 'evidence.edit', args: { id: photo.id, changes: { caption } } });

  test('is saved when it is left, and follows the partner’s again afterwards', async () => {
    const area = await openCaption();
    type(area, 'The library');
    fireEvent.blur(area);
    await waitFor(async () => expect(await queued()).toEqual([editTo('The library')]));
    await waitFor(async () => expect(await store.db.drafts.get(draftKey)).toBeUndefined());
    await fromPartner('The library of Brno');
    await waitFor(() => expect(area.value).toBe('The library of Brno'));
    fireEvent.focus(area);
    fireEvent.blur(area);
    await fromPartner('The library of Brno, upstairs');
    await waitFor(() => expect(area.value).toBe('The library of Brno, upstairs'));
    expect(await queued()).toHaveLength(1);
  });

  test('that is typed back to what it was leaves nothing that could replace a newer one', async () => {
    const area = await openCaption();
    type(area, 'The room!');
    type(area, 'The room');
    fireEvent.blur(area);
    await waitFor(async () => expect(await store.db.drafts.get(draftKey)).toBeUndefined());
    await fromPartner('The big room');
    await waitFor(() => expect(area.value).toBe('The big room'));
    fireEvent.blur(area);
    expect(await queued()).toEqual([]);
  });

  test('is saved once when the page goes away in the middle of it', async () => {
    const area = await openCaption();
    type(area, 'The libr');
    await waitFor(() => expect(area.value).toBe('The libr'));
    fireEvent.blur(area);
    cleanup();
    await waitFor(async () => expect(await queued()).toEqual([editTo('The libr')]));
    await waitFor(async () => expect(await store.db.drafts.get(draftKey)).toBeUndefined());
  });

  test('that a killed page left as a draft is saved when the report is opened again', async () => {
    await openDrafts(store.db, store.now).merge(draftKey, { caption: 'The library' });
    const area = await openCaption();
    await waitFor(async () => expect(await queued()).toEqual([editTo('The library')]));
    expect(area.value).toBe('The library');
    await waitFor(async () => expect(await store.db.drafts.get(draftKey)).toBeUndefined());
  });

  test('that finds no space says so, stays, and is saved on the next try', async () => {
    const area = await openCaption();
    const full = fillDisk();
    type(area, 'The library');
    fireEvent.blur(area);
    await screen.findByText(/This device has no space left/);
    expect(area.value).toBe('The library');
    full.mockRestore();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () => expect(await saved()).toBe('The library'));
    await waitFor(() => expect(screen.queryByText(/This device has no space left/)).toBeNull());
  });

  test('that is too long is not cut, and says how long it may be', async () => {
    const area = await openCaption();
    const long = 'x'.repeat(20_001);
    type(area, long);
    await screen.findByText('Too long: 20,001 characters; at most 20,000 can be saved.');
    fireEvent.blur(area);
    await screen.findByText(/Something in it can’t be kept/);
    expect(area.value).toBe(long);
    expect(area.getAttribute('aria-invalid')).toBe('true');
    expect(await saved()).toBe('The room');
  });
});

describe('an action item', () => {
  async function openForm(what: string): Promise<HTMLFormElement> {
    await open('/report?action=new');
    const input = await screen.findByLabelText<HTMLInputElement>('What');
    fireEvent.input(input, { target: { value: what } });
    await waitFor(() => expect(input.value).toBe(what));
    return input.form as HTMLFormElement;
  }

  test('is added once, however quickly Save is pressed again', async () => {
    const form = await openForm('Call the library');
    fireEvent.submit(form);
    fireEvent.submit(form);
    await waitFor(() => expect(screen.queryByLabelText('What')).toBeNull());
    expect((await queued()).map(({ name }) => name)).toEqual(['action.add']);
    expect(await store.db.drafts.get('action/new')).toBeUndefined();
  });

  test('with too long a title stays in the form, whole, with the count', async () => {
    const form = await openForm('x'.repeat(501));
    fireEvent.submit(form);
    await screen.findByText('Too long: 501 characters; at most 500 can be saved.');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('What')));
    expect(screen.getByLabelText<HTMLInputElement>('What').value).toHaveLength(501);
    expect(await queued()).toEqual([]);
  });

  test('that finds no space says so, stays in the form, and is added on the next try', async () => {
    const form = await openForm('Call the library');
    const full = fillDisk();
    fireEvent.submit(form);
    await screen.findByText(/This device has no space left/);
    full.mockRestore();
    fireEvent.submit(form);
    await waitFor(async () => expect(await listInOrder(store, 'actionItem')).toHaveLength(1));
  });

  test('keeps its tick as it was when that can’t be saved, and says why', async () => {
    const item = { id: newId(), order: 'B', what: 'Call', who: '', due: null, done: false, note: '' };
    await putRow(store.db, sampleExchange.id, 'actionItem', item);
    await open();
    const tick = await screen.findByRole<HTMLInputElement>('checkbox');
    fillDisk();
    fireEvent.click(tick);
    await screen.findByText(/This device has no space left/);
    expect(tick.checked).toBe(false);
  });
});
