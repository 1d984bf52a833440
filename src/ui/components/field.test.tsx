import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Field } from './field.tsx';
import { Select } from './select.tsx';
import { createTestApp, TestApp } from './test-app.tsx';
import { TextInput, TimeInput } from './text-input.tsx';

afterEach(cleanup);

/** The text that an element's `aria-describedby` points to. */
function descriptionOf(element: HTMLElement): string {
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.textContent).join(' | ');
}

describe('a field', () => {
  test('names its control and describes it', async () => {
    const app = await createTestApp();
    render(
      <TestApp app={app}>
        <Field label="Who was paid" description="As on the receipt">
          <TextInput value="" onInput={() => undefined} />
        </Field>
      </TestApp>,
    );
    const input = screen.getByLabelText('Who was paid');
    expect(descriptionOf(input)).toBe('As on the receipt');
    expect(input.getAttribute('aria-invalid')).toBeNull();
  });

  test('ties its error to the control', async () => {
    const app = await createTestApp();
    render(
      <TestApp app={app}>
        <Field label="Amount" description="As on the receipt" error="Enter an amount such as 42.50">
          <TextInput value="abc" onInput={() => undefined} />
        </Field>
      </TestApp>,
    );
    const input = screen.getByLabelText('Amount');
    expect(descriptionOf(input)).toBe('As on the receipt | Enter an amount such as 42.50');
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  test('gives each control an id of its own', async () => {
    const app = await createTestApp();
    render(
      <TestApp app={app}>
        <Field label="One">
          <TextInput value="1" onInput={() => undefined} />
        </Field>
        <Field label="Two">
          <TextInput value="2" onInput={() => undefined} />
        </Field>
      </TestApp>,
    );
    expect(screen.getByLabelText('One').id).not.toBe(screen.getByLabelText('Two').id);
  });

  test('passes on what is typed and chosen', async () => {
    const app = await createTestApp();
    const typed = vi.fn();
    const chosen = vi.fn();
    render(
      <TestApp app={app}>
        <Field label="Start">
          <TimeInput value="" onInput={typed} />
        </Field>
        <Field label="Kind">
          <Select
            value="a"
            options={[
              { value: 'a', label: 'A' },
              { value: 'b', label: 'B' },
            ]}
            onChange={chosen}
          />
        </Field>
      </TestApp>,
    );
    fireEvent.input(screen.getByLabelText('Start'), { target: { value: '14:00' } });
    fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'b' } });
    expect(typed).toHaveBeenCalledWith('14:00');
    expect(chosen).toHaveBeenCalledWith('b');
  });
});
