import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/preact';
import Dexie, { type EntityTable } from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CarnetError } from '#domain/errors.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import { useLive } from './use-live.ts';

type Notes = Dexie & { notes: EntityTable<{ id: string; text: string }, 'id'> };
let db: Notes;

beforeEach(() => {
  // The schema below is the one of the type.
  db = new Dexie(`live-${Math.random()}`) as Notes;
  db.version(1).stores({ notes: 'id' });
});

afterEach(async () => {
  cleanup();
  await db.delete();
});

const painted: string[] = [];

function Note({ id }: { id: string }) {
  const note = useLive(async () => (await db.notes.get(id)) ?? null, [id]);
  const words = note === undefined ? 'loading' : note === null ? 'none' : note.text;
  painted.push(words);
  return <p>{words}</p>;
}

describe('a live query', () => {
  test('answers, and answers again after a write', async () => {
    await db.notes.put({ id: '1', text: 'first' });
    painted.length = 0;
    render(<Note id="1" />);
    await screen.findByText('first');
    // Nothing looked empty before it had been looked up.
    expect(painted).not.toContain('none');
    await db.notes.put({ id: '1', text: 'second' });
    await screen.findByText('second');
  });

  test('does not show the old answer to a new question', async () => {
    await db.notes.bulkPut([
      { id: '1', text: 'first' },
      { id: '2', text: 'other' },
    ]);
    const { rerender } = render(<Note id="1" />);
    await screen.findByText('first');
    painted.length = 0;
    rerender(<Note id="2" />);
    await screen.findByText('other');
    expect(painted).not.toContain('first');
  });

  test('that fails is caught in words, with a way to carry everything away', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const app = await createTestApp();
    const Failing = () => <p>{String(useLive(() => Promise.reject(new CarnetError('storage_failed'))))}</p>;
    render(
      <TestApp app={app}>
        <ErrorBoundary resetKey="/today">
          <Failing />
        </ErrorBoundary>
      </TestApp>,
    );
    await screen.findByText('This screen has stopped');
    expect(screen.getByText(/could not save it/)).toBeTruthy();
    expect(screen.getByText('Open it again')).toBeTruthy();
  });
});
