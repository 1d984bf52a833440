import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Drafts } from '#store/drafts.ts';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import type { AppContext, Session } from '../context.ts';
import { useDraft } from './use-draft.ts';

const formSchema = z.object({ merchant: z.string(), note: z.string() });
const initial = { merchant: '', note: 'from the row' };

afterEach(cleanup);

function memoryDrafts(): Drafts & { kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: async (key) => kept.get(key),
    put: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
  };
}

function Form() {
  const form = useDraft('expense/1', formSchema, initial);
  if (!form.value) return null;
  return (
    <>
      <input
        aria-label="Merchant"
        value={form.value.merchant}
        onInput={(event) => form.change({ merchant: event.currentTarget.value })}
      />
      <output>{form.value.note}</output>
      {form.restored && <p>Restored</p>}
      <button type="button" onClick={() => void form.finish()}>
        Save
      </button>
      <button type="button" onClick={() => void form.discard()}>
        Discard
      </button>
    </>
  );
}

async function openForm(drafts: Drafts): Promise<HTMLInputElement> {
  // The hook asks the session for nothing but its drafts.
  const session = { drafts } as Session;
  const app: AppContext = await createTestApp({ session });
  render(
    <TestApp app={app}>
      <Form />
    </TestApp>,
  );
  return screen.findByLabelText<HTMLInputElement>('Merchant');
}

describe('a form that is being typed', () => {
  test('starts from what it edits', async () => {
    expect((await openForm(memoryDrafts())).value).toBe('');
    expect(screen.queryByText('Restored')).toBeNull();
  });

  test('comes back after the page was killed', async () => {
    const drafts = memoryDrafts();
    fireEvent.input(await openForm(drafts), { target: { value: 'Café Slavia' } });
    await expect.poll(() => drafts.kept.get('expense/1')).toEqual({ merchant: 'Café Slavia', note: 'from the row' });
    cleanup();
    expect((await openForm(drafts)).value).toBe('Café Slavia');
    expect(screen.getByText('Restored')).toBeTruthy();
  });

  test('is kept at once when the page is hidden', async () => {
    const drafts = memoryDrafts();
    fireEvent.input(await openForm(drafts), { target: { value: 'Café' } });
    window.dispatchEvent(new Event('pagehide'));
    expect(drafts.kept.get('expense/1')).toMatchObject({ merchant: 'Café' });
  });

  test('leaves no draft once it is saved, not even one that was about to be written', async () => {
    const drafts = memoryDrafts();
    fireEvent.input(await openForm(drafts), { target: { value: 'Café' } });
    fireEvent.click(screen.getByText('Save'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(drafts.kept.size).toBe(0);
  });

  test('goes back to the start when the draft is discarded', async () => {
    const drafts = memoryDrafts();
    drafts.kept.set('expense/1', { merchant: 'Old', note: 'x' });
    const input = await openForm(drafts);
    fireEvent.click(screen.getByText('Discard'));
    await expect.poll(() => input.value).toBe('');
    expect(drafts.kept.size).toBe(0);
  });

  test('leaves aside a draft that no longer fits', async () => {
    const drafts = memoryDrafts();
    drafts.kept.set('expense/1', { merchant: 7 });
    expect((await openForm(drafts)).value).toBe('');
  });

  test('opens although the drafts can’t be read', async () => {
    const failing = { ...memoryDrafts(), get: () => Promise.reject(new Error('disk')) };
    expect((await openForm(failing)).value).toBe('');
  });
});
