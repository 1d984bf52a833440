import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test } from 'vitest';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { createTestApp, TestApp } from './test-app.tsx';

afterEach(cleanup);

function Asking() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Delete…</Button>
      <Dialog open={open} title="Delete this expense?" onClose={() => setOpen(false)}>
        <p>It can be restored.</p>
      </Dialog>
    </>
  );
}

async function openDialog(): Promise<HTMLElement> {
  const app = await createTestApp();
  render(
    <TestApp app={app}>
      <Asking />
    </TestApp>,
  );
  screen.getByText('Delete…').closest('button')?.focus();
  fireEvent.click(screen.getByText('Delete…'));
  return screen.findByRole('dialog');
}

describe('a dialog', () => {
  test('is not there until it is opened', async () => {
    const app = await createTestApp();
    render(
      <TestApp app={app}>
        <Asking />
      </TestApp>,
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('is named by its title', async () => {
    const dialog = await openDialog();
    const title = document.getElementById(dialog.getAttribute('aria-labelledby') ?? '');
    expect(title?.textContent).toBe('Delete this expense?');
  });

  test('closes on Esc and gives the focus back', async () => {
    const dialog = await openDialog();
    fireEvent(dialog, new Event('cancel', { cancelable: true }));
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Delete…');
  });

  test('closes by its button', async () => {
    await openDialog();
    fireEvent.click(screen.getByLabelText('Close'));
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  });
});
