import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CarnetDb, freshReplica } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { listWaiting } from '#store/queries/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import {
  contextOf,
  idMaker,
  people,
  sampleExchange,
  sampleExpense,
  sampleObjective,
  sampleSession,
} from '#tests/fixtures.ts';
import { openScreen } from '../components/test-app.tsx';
import { ExpensePage } from './expense.tsx';
import { PlanPage } from './plan.tsx';
import { ReportPage } from './report.tsx';
import { SessionPage } from './schedule-session.tsx';
import { TodayPage } from './today.tsx';

const newId = idMaker(0x0a);
const now = Date.parse('2026-05-12T07:30:00Z');
const objective = sampleObjective(newId());
const session = sampleSession(newId());
const expense = sampleExpense(newId());
const saveFile = vi.fn(async (_file: Blob, _name: string) => undefined);
const writeText = vi.fn(async (_text: string) => undefined);
let store: Store;

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText);
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentor'), { now: () => now, fillRandom }, new CarnetDb(newId()));
  const { id } = sampleExchange;
  await putRow(store.db, id, 'exchange', sampleExchange);
  await putRow(store.db, id, 'objective', objective);
  await putRow(store.db, id, 'session', session);
  await putRow(store.db, id, 'expense', expense);
  await store.db.replicas.put({ ...freshReplica(id), cursor: 1, downloadedAt: now });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  saveFile.mockClear();
  writeText.mockClear();
});

/** The disk is full: each write ends in the middle of its transaction, until the returned function is called. */
function fillDisk(): () => void {
  const fail = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  store.db.outbox.hook('creating', fail);
  return () => store.db.outbox.hook('creating').unsubscribe(fail);
}

async function open(path: string, url: string, component: ComponentType): Promise<void> {
  const screens = <Router>{[<Route key={path} path={path} component={component} />]}</Router>;
  await openScreen(store, url, screens, { saveFile });
}

const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label);
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

/** A form, the field that is typed in, and the button that saves. */
const forms: [string, string, string, ComponentType, string, string][] = [
  ['an objective', '/plan', '/plan?objective=new', PlanPage, 'Objective', 'Save'],
  ['a changed objective', '/plan', `/plan?objective=${objective.id}`, PlanPage, 'Objective', 'Save'],
  ['a question', '/plan', '/plan?question=new', PlanPage, 'Question', 'Save'],
  ['a new session', '/plan/schedule/:id', '/plan/schedule/new', SessionPage, 'Title', 'Save'],
  ['a session', '/plan/schedule/:id', `/plan/schedule/${session.id}`, SessionPage, 'Title', 'Save'],
  ['a task', '/plan/schedule/:id', `/plan/schedule/${session.id}`, SessionPage, 'New task', 'Add task'],
  ['an expense', '/expenses/:id', `/expenses/${expense.id}`, ExpensePage, 'Paid to', 'Save'],
  ['an action item', '/report', '/report?action=new', ReportPage, 'What', 'Save'],
  ['a note', '/today', '/today?note=new', TodayPage, 'Note', 'Save'],
];

describe('a full disk leaves what was typed on the screen, with a way out:', () => {
  test.each(forms)('%s', async (_form, path, url, component, label, save) => {
    await open(path, url, component);
    const makeRoom = fillDisk();
    fireEvent.input(await field(label), { target: { value: 'Typed words' } });
    await waitFor(async () => expect((await field(label)).value).toBe('Typed words'));
    await press(save);
    await screen.findByText(/This device has no space left/);
    expect((await field(label)).value).toBe('Typed words');

    await press('Copy what I wrote');
    await waitFor(() => expect(writeText).toHaveBeenCalledWith(expect.stringContaining('Typed words')));
    await press('Save as file');
    await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(1));
    expect(await saveFile.mock.calls[0]?.[0].text()).toContain('Typed words');

    makeRoom();
    await press(save === 'Save' ? 'Try again' : save);
    await waitFor(async () => expect((await listWaiting(store)).entries).toHaveLength(1));
  });
});

describe('a photo that the device can’t write', () => {
  const photo = () => new File(['%PDF-1.7'], 'room.pdf', { type: 'application/pdf' });

  function failBytes() {
    return vi.spyOn(store.db.blobBytes, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
  }

  test.each([
    ['of the report', '/report', ReportPage],
    ['of Today', '/today', TodayPage],
  ] as const)('%s can be saved to the device’s own files, and tried again', async (_place, path, component) => {
    await open(path, path, component);
    await screen.findByRole('button', { name: 'Add photo' });
    const full = failBytes();
    const input = document.querySelector<HTMLInputElement>('input[type="file"][multiple]');
    if (!input) throw new Error('no way to pick a photo');
    const file = photo();
    fireEvent.change(input, { target: { files: [file] } });
    await screen.findByText('“room.pdf” was not added');
    // The browser asks before the only copy goes with the tab.
    await waitFor(() => expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false));
    await press('Save the file to the device');
    await waitFor(() => expect(saveFile).toHaveBeenCalledWith(file, 'room.pdf'));
    await waitFor(() => expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true));
    full.mockRestore();
    await press('Try again');
    await waitFor(async () => expect((await listWaiting(store)).blobs).toHaveLength(1));
    await waitFor(() => expect(screen.queryByText('“room.pdf” was not added')).toBeNull());
    await waitFor(async () =>
      expect((await listWaiting(store)).entries).toMatchObject([
        { name: 'evidence.add', args: { createdBy: people.mentor } },
      ]),
    );
  });
});
