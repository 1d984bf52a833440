import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { type Drafts, forgetFields, mergeFields } from '#store/drafts.ts';
import { createTestApp, TestApp } from '../components/test-app.tsx';
import type { AppContext, Session } from '../context.ts';
import { createDelayedSave } from './use-delayed-save.ts';
import { useDraft } from './use-draft.ts';

const formSchema = z.partial(z.object({ merchant: z.string(), note: z.string() }));
const initial = { merchant: '', note: 'from the row' };

afterEach(cleanup);

function memoryDrafts(): Drafts & { kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  const keep = (key: string, fields: object) =>
    Object.keys(fields).length > 0 ? kept.set(key, fields) : kept.delete(key);
  return {
    kept,
    get: async (key) => kept.get(key),
    merge: async (key, changes) => void keep(key, mergeFields(kept.get(key) ?? {}, changes)),
    forget: async (key, saved) => void keep(key, forgetFields(kept.get(key) ?? {}, saved)),
  };
}

/** A write that takes its time. */
let later = Promise.resolve();

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
      <input
        aria-label="Note"
        value={form.value.note}
        onInput={(event) => form.change({ note: event.currentTarget.value })}
      />
      {form.restored && <p>Restored</p>}
      <button type="button" onClick={() => void form.finish()}>
        Save
      </button>
      <button type="button" onClick={() => void later.then(() => form.forget(form.value ?? {}))}>
        Save and go on
      </button>
      <button type="button" onClick={() => void later.then(() => form.finish(form.value, 'expense/2'))}>
        Save and move on
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
    await expect.poll(() => drafts.kept.get('expense/1')).toEqual({ merchant: 'Café Slavia' });
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

  test('leaves aside only the field of a draft that no longer fits', async () => {
    const drafts = memoryDrafts();
    drafts.kept.set('expense/1', { merchant: 7, note: 'typed' });
    await openForm(drafts);
    expect(screen.getByLabelText<HTMLInputElement>('Note').value).toBe('typed');
  });

  test('is on its way with the first letter', async () => {
    const drafts = memoryDrafts();
    const merge = vi.spyOn(drafts, 'merge');
    fireEvent.input(await openForm(drafts), { target: { value: 'C' } });
    expect(merge).toHaveBeenCalledWith('expense/1', { merchant: 'C' });
  });

  test('keeps what another tab has typed in other fields', async () => {
    const drafts = memoryDrafts();
    const input = await openForm(drafts);
    await drafts.merge('expense/1', { note: 'from the other tab' });
    fireEvent.input(input, { target: { value: 'Café' } });
    await expect.poll(() => drafts.kept.get('expense/1')).toEqual({ merchant: 'Café', note: 'from the other tab' });
  });

  test.each(['Save and go on', 'Save and move on'])(
    '%s: what is typed while it is being saved survives',
    async (how) => {
      const drafts = memoryDrafts();
      const input = await openForm(drafts);
      let saved: () => void = () => undefined;
      later = new Promise((resolve) => {
        saved = resolve;
      });
      fireEvent.input(input, { target: { value: 'Café' } });
      fireEvent.input(screen.getByLabelText('Note'), { target: { value: 'saved' } });
      fireEvent.click(screen.getByText(how));
      fireEvent.input(input, { target: { value: 'Café Slavia' } });
      saved();
      const key = how === 'Save and go on' ? 'expense/1' : 'expense/2';
      await expect.poll(() => Object.fromEntries(drafts.kept)).toEqual({ [key]: { merchant: 'Café Slavia' } });
      expect(input.value).toBe('Café Slavia');
    },
  );

  test('what could not be kept is tried again with the next letter', async () => {
    const drafts = memoryDrafts();
    const input = await openForm(drafts);
    vi.spyOn(drafts, 'merge').mockRejectedValueOnce(new Error('disk'));
    fireEvent.input(input, { target: { value: 'Café' } });
    await Promise.resolve();
    fireEvent.input(screen.getByLabelText('Note'), { target: { value: 'x' } });
    await expect.poll(() => drafts.kept.get('expense/1')).toEqual({ merchant: 'Café', note: 'x' });
  });

  test('opens although the drafts can’t be read', async () => {
    const failing = { ...memoryDrafts(), get: () => Promise.reject(new Error('disk')) };
    expect((await openForm(failing)).value).toBe('');
  });
});

test('steady typing is saved while it goes on, the latest words as soon as the disk has taken the last', async () => {
  const saver = createDelayedSave();
  const saved: string[] = [];
  let diskTook: () => void = () => undefined;
  const write = (words: string) => () => {
    saved.push(words);
    return new Promise<void>((resolve) => {
      diskTook = resolve;
    });
  };
  for (const words of ['C', 'Ca', 'Caf']) saver.schedule(write(words));
  expect(saved).toEqual(['C']);
  diskTook();
  await expect.poll(() => saved).toEqual(['C', 'Caf']);
  saver.schedule(write('Café'));
  expect(saved).toEqual(['C', 'Caf']);
  saver.flush();
  expect(saved).toEqual(['C', 'Caf', 'Café']);
});
