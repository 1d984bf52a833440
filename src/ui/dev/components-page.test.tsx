import 'fake-indexeddb/auto';
import { readdirSync } from 'node:fs';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { createTestApp } from '../components/test-app.tsx';
import { elsewhere, samples } from './component-samples.tsx';
import { ComponentsPage } from './components-page.tsx';

afterEach(cleanup);

test('every file of a component is shown, or says where it is seen', () => {
  const files = readdirSync('src/ui/components').filter((name) => name.endsWith('.tsx') && !name.includes('test'));
  const listed = [...Object.keys(samples), ...Object.keys(elsewhere)];
  expect(listed.toSorted()).toEqual(files.map((name) => name.replace('.tsx', '')).toSorted());
});

test('the samples can be drawn', async () => {
  render(<ComponentsPage app={await createTestApp()} />);
  screen.getByRole('heading', { name: 'progress-bar' });
  expect(screen.getAllByRole('progressbar')).not.toHaveLength(0);
  expect(document.querySelectorAll('.trouble-notice')).toHaveLength(3);
  // Of an exchange that is opened for them.
  expect(await screen.findByRole('list', { name: 'People' })).toBeDefined();
  expect(await screen.findByRole('img', { name: 'A sheet' })).toBeDefined();
});
