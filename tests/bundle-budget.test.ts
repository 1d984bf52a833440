import { describe, expect, test } from 'vitest';
import { type Manifest, messageFiles, partOf, precachedFiles, todayFiles } from './bundle-budget.ts';

const manifest: Manifest = {
  'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_preact.js'] },
  '_preact.js': { file: 'assets/preact.js' },
  '_rows.js': { file: 'assets/rows.js', imports: ['_preact.js', '_dexie.js'] },
  '_dexie.js': { file: 'assets/dexie.js', imports: ['_rows.js'] },
  'src/ui/routes/today.tsx': { file: 'assets/today.js', isDynamicEntry: true, imports: ['_rows.js', 'index.html'] },
  'src/ui/routes/report.tsx': { file: 'assets/report.js', isDynamicEntry: true, imports: ['_yjs.js'] },
  '_yjs.js': { file: 'assets/yjs.js' },
  'src/ui/styles/index.css': { file: 'assets/index.css', isEntry: true },
};

describe('todayFiles', () => {
  test('counts the entry, the route and what they import at once, each file one time', () => {
    expect(todayFiles(manifest).sort()).toEqual([
      'assets/dexie.js',
      'assets/index.js',
      'assets/preact.js',
      'assets/rows.js',
      'assets/today.js',
    ]);
  });

  test('finds a route that is a folder', () => {
    const asFolder: Manifest = { 'src/ui/routes/today/today.tsx': { file: 'assets/t.js', isDynamicEntry: true } };
    expect(todayFiles(asFolder)).toEqual(['assets/t.js']);
  });

  test('counts the entry alone when Today is part of it', () => {
    const bundled: Manifest = { 'index.html': { file: 'assets/index.js', isEntry: true } };
    expect(todayFiles(bundled)).toEqual(['assets/index.js']);
  });
});

test('messageFiles finds the languages that are loaded when chosen', () => {
  const languages: Manifest = {
    'src/ui/i18n/en.json': { file: 'assets/en.js' },
    'src/ui/i18n/uk.json': { file: 'assets/uk.js', isDynamicEntry: true },
    'src/ui/routes/plan.tsx': { file: 'assets/plan.js', isDynamicEntry: true },
  };
  expect(messageFiles(languages)).toEqual(['assets/uk.js']);
});

test('precachedFiles finds what the service worker keeps on every phone', () => {
  const worker =
    'x([{"revision":null,"url":"assets/plan-CKUySYt6.js"},{"revision":"1a","url":"index.html"},{"url":"assets/words-pl-help-CKUySYt6.js"}]);';
  expect(precachedFiles(worker)).toEqual(['assets/plan-CKUySYt6.js', 'index.html']);
});

test('partOf tells the part that a file holds, also where its hash has a dash', () => {
  expect([partOf('plan-CKUySYt6.js'), partOf('common-_up-7TDb.js'), partOf('after-first-screen-BP4HjOMy.js')]).toEqual([
    'plan',
    'common',
    'after-first-screen',
  ]);
});
