import { expect, test } from 'vitest';
import { filesOf, partOf, precachedFiles } from './bundle-budget.ts';

test('filesOf finds the scripts and style sheets of a document, each one time', () => {
  const html = `
    <link rel="icon" href="/icons/icon-192.png" type="image/png" sizes="192x192" />
    <link rel="preload" as="script" crossorigin href="/assets/index-DHw9gL4g.js">
    <script type="module" crossorigin src="/assets/index-DHw9gL4g.js"></script>
    <link rel="preload" as="script" crossorigin href="/assets/today-CanoVcKV.js">
    <link rel="stylesheet" crossorigin href="/assets/index-DtSVCWrw.css">
    <link rel="manifest" href="/manifest.webmanifest">`;
  expect(filesOf(html)).toEqual(['assets/index-DHw9gL4g.js', 'assets/today-CanoVcKV.js', 'assets/index-DtSVCWrw.css']);
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
