import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { SyncState } from '#store/queries/sync.ts';
import type { Language } from '../i18n/languages.ts';
import { SyncStatus } from './sync-status.tsx';
import { createTestApp, TestApp } from './test-app.tsx';

const synced = {
  waiting: 0,
  attention: 0,
  reachable: true,
  working: false,
  signedOut: false,
  syncedAt: Date.UTC(2027, 4, 12, 12),
  error: null,
} satisfies SyncState;

afterEach(cleanup);

async function show(changes: Partial<SyncState>, language: Language = 'en'): Promise<string | null> {
  const app = await createTestApp({}, language);
  render(
    <TestApp app={app}>
      <SyncStatus state={{ ...synced, ...changes }} />
    </TestApp>,
  );
  return screen.getByRole('status').textContent;
}

describe('the sync state', () => {
  test('says that all is synced, with its age outside the status, in no time zone', async () => {
    expect(await show({ syncedAt: synced.syncedAt - 5 * 60_000 })).toBe('All changes synced');
    expect(screen.getByText('5 min ago').tagName).toBe('TIME');
  });

  test('needs no age while it is fresh', async () => {
    expect(await show({})).toBe('All changes synced');
    expect(document.querySelector('time')).toBeNull();
  });

  test.each<[Partial<SyncState>, string]>([
    [{ waiting: 1 }, '1 change waiting'],
    [{ waiting: 3 }, '3 changes waiting'],
    [{ waiting: 3, working: true }, '3 changes waiting'],
    [{ reachable: false }, 'Offline'],
    [{ reachable: false, waiting: 3 }, 'Offline · 3 changes waiting'],
    [{ attention: 1, waiting: 3 }, 'Needs attention · 1'],
    [{ error: 'unauthorized', signedOut: true, waiting: 2 }, 'Needs attention · 1'],
  ])('of %o reads “%s”', async (state, words) => {
    expect(await show(state)).toBe(words);
  });

  test.each([
    [1, '1 зміна чекає'],
    [2, '2 зміни чекають'],
    [5, '5 змін чекають'],
    [11, '11 змін чекають'],
    [21, '21 зміна чекає'],
    [22, '22 зміни чекають'],
    [112, '112 змін чекають'],
  ])('counts %i in Ukrainian', async (waiting, words) => {
    expect(await show({ waiting }, 'uk')).toBe(words);
  });

  test('says nothing before it is known', async () => {
    const app = await createTestApp();
    render(
      <TestApp app={app}>
        <SyncStatus state={undefined} />
      </TestApp>,
    );
    expect(screen.getByRole('status').textContent).toBe('');
  });
});
