import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { makeSettlementPdf, type SettlementSheet, type SheetLine } from './settlement-pdf.ts';

/** The same files that the app serves, from the packages that they come from. */
const readFont = async (url: string) =>
  new Uint8Array(await readFile(join(process.cwd(), decodeURIComponent(url.split('?')[0] ?? ''))));

const line = (title: string, details: string[] = []): SheetLine => {
  return { number: '001', title, details, amount: 'CZK 1,196.00', inBudget: '€49.16', stand: 'No receipt' };
};

const sheet = (lines: SheetLine[]): SettlementSheet => ({
  title: 'Settlement',
  subtitles: ['A · B'],
  figures: [{ label: 'The host returns to the Hub', amount: '€485.20', isSum: true }],
  notes: ['Rounded half to even.'],
  receiptsTitle: 'Line by line',
  lines,
  signatures: ['For the host', 'For the visitors', 'For the CEE Hub'],
  footer: 'Made with Carnet',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
});

const make = (lines: SheetLine[]) => makeSettlementPdf(sheet(lines), undefined, readFont);

test.each([
  ['Polish, Czech, Hungarian, Romanian, Turkish, Albanian', 'Łódź, žluťoučký kůň, Győr, Iași, İzmir ı ğ, Shqipëri'],
  ['Ukrainian, Serbian, Macedonian, Bulgarian, Kazakh', 'Київ ґ є ї, Ђорђе Љубљана, Ѓорѓи Ќ, Щастие, Қазақ Әлем Ұ'],
  ['Greek', 'Ελλάδα, Θεσσαλονίκη, ΐ'],
  ['Georgian and Armenian', 'თბილისი, Երևան'],
  ['Chinese, Japanese and Korean', '北京烤鸭店，東京駅 さくら カフェ, 서울 식당'],
  ['combining marks', 'Nova\u0301k, Й и\u0306'],
])('the PDF has a font for %s', async (_scripts, title) => {
  const { bytes, missing } = await make([line(title)]);
  expect(missing).toBe('');
  expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1);
});

test('letters that no font has are said, and the rest is printed', async () => {
  const { bytes, missing } = await make([line('Café 𐌰')]);
  expect(missing).toBe('𐌰');
  expect(bytes.length).toBeGreaterThan(5000);
});

test('a font that can’t be read leaves its letters named and the settlement whole', async () => {
  const onlyLatin = async (url: string) => (/noto-sans-latin-400/.test(url) ? readFont(url) : undefined);
  const { missing } = await makeSettlementPdf(sheet([line('Київ')]), undefined, onlyLatin);
  expect([...missing].sort()).toEqual([...'Київ'].sort());
});

test('two hundred lines with very long words go over as many pages as they need, each picture read one at a time', async () => {
  let open = 0;
  let most = 0;
  const picture = async () => {
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    open -= 1;
    return undefined;
  };
  const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(8);
  const lines = Array.from({ length: 200 }, (_, index) => ({ ...line(`${index} ${long}`, [long, long]), picture }));
  const done: number[] = [];
  const { bytes } = await makeSettlementPdf(sheet(lines), (index) => done.push(index), readFont);
  expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThan(15);
  expect(most).toBe(1);
  expect(done).toHaveLength(200);
});
