import type { PDFImage, PDFPage } from '@cantoo/pdf-lib';
import { type Face, loadFaces, type ReadFont } from './fonts.ts';
import { createTypesetter, paper, type Typesetter } from './typesetter.ts';

/** A printed settlement as words: what it says has been put into the language and its formats already. */
export type SettlementSheet = {
  title: string;
  subtitles: string[];
  /** A figure to each; the sums stand out. */
  figures: { label: string; amount: string; isSum?: boolean }[];
  notes: string[];
  receiptsTitle: string;
  lines: SheetLine[];
  signatures: string[];
  footer: string;
  /** “Page 3 of 12”. */
  pageOf: (page: number, pages: number) => string;
};

export type SheetLine = {
  number: string;
  title: string;
  details: string[];
  amount: string;
  inBudget: string;
  /** Stands in the place of a picture that there is none of. */
  stand: string;
  /** The small picture as JPEG; asked for when its line is set, and forgotten then. */
  picture?: () => Promise<Uint8Array | undefined>;
};

/** Points. */
const line = { size: 9, leading: 12 } as const;
const thumb = { width: 46, height: 58 } as const;
const right = paper.width - paper.margin;

/**
 * Sets the settlement on A4 pages, with a small picture of each receipt.
 *
 * @returns with the letters that no font on this phone has
 */
export async function makeSettlementPdf(
  sheet: SettlementSheet,
  onProgress: (done: number, total: number) => void = () => {},
  readFont?: ReadFont,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; missing: string }> {
  const { faces, missing } = await loadFaces(wordsOf(sheet), readFont);
  const pages = await createPages(faces);
  setHead(pages, sheet);
  setFigures(pages, sheet);
  pages.space(14);
  pages.text(sheet.receiptsTitle, 13);
  pages.space(5);
  for (const [index, one] of sheet.lines.entries()) {
    onProgress(index, sheet.lines.length);
    await setLine(pages, one);
  }
  setSignatures(pages, sheet.signatures);
  pages.foot(sheet);
  pages.setter.document.setTitle(sheet.title);
  return { bytes: new Uint8Array(await pages.setter.document.save()), missing };
}

function wordsOf({ pageOf, lines, figures, ...sheet }: SettlementSheet): string[] {
  return [
    '0123456789…—',
    pageOf(0, 0),
    sheet.title,
    sheet.receiptsTitle,
    sheet.footer,
    ...sheet.subtitles,
    ...sheet.notes,
    ...sheet.signatures,
    ...figures.flatMap(({ label, amount }) => [label, amount]),
    ...lines.flatMap((one) => [one.number, one.title, ...one.details, one.amount, one.inBudget, one.stand]),
  ];
}

type Pages = {
  setter: Typesetter;
  page: PDFPage;
  /** Where the next thing begins; points from the foot of the page. */
  y: number;
  /** A new page when there is less than this left. */
  need(height: number): void;
  space(height: number): void;
  /** A paragraph over the whole width. */
  text(words: string, size: number, isPale?: boolean): void;
  foot(sheet: Pick<SettlementSheet, 'footer' | 'pageOf'>): void;
};

async function createPages(faces: readonly Face[]): Promise<Pages> {
  const setter = await createTypesetter(faces);
  const add = () => setter.document.addPage([paper.width, paper.height]);
  const top = paper.height - paper.margin;
  const pages: Pages = {
    setter,
    page: add(),
    y: top,
    need(height) {
      if (this.y - height > paper.margin + 20) return;
      this.page = add();
      this.y = top;
    },
    space(height) {
      this.y -= height;
    },
    text(words, size, isPale = false) {
      for (const row of setter.wrap(words, size, right - paper.margin)) {
        this.need(size * 1.35);
        this.y -= size * 1.35;
        setter.draw(this.page, row, { x: paper.margin, y: this.y }, { size, pale: isPale });
      }
    },
    foot({ footer, pageOf }) {
      const all = setter.document.getPages();
      for (const [index, page] of all.entries()) {
        const style = { size: 8, pale: true };
        setter.draw(page, footer, { x: paper.margin, y: paper.margin - 14 }, style);
        setter.drawRight(page, pageOf(index + 1, all.length), { x: right, y: paper.margin - 14 }, style);
      }
    },
  };
  return pages;
}

function setHead(pages: Pages, { title, subtitles }: SettlementSheet): void {
  pages.text(title, 18);
  pages.space(4);
  for (const words of subtitles) pages.text(words, 10, true);
  pages.space(10);
}

function setFigures(pages: Pages, { figures, notes }: SettlementSheet): void {
  const { setter } = pages;
  for (const { label, amount, isSum } of figures) {
    const size = isSum ? 12 : 10;
    const rows = setter.wrap(label, size, right - paper.margin - 150);
    pages.need(rows.length * size * 1.4 + 6);
    for (const [index, row] of rows.entries()) {
      pages.y -= size * 1.4;
      setter.draw(pages.page, row, { x: paper.margin, y: pages.y }, { size });
      if (index === 0) setter.drawRight(pages.page, amount, { x: right, y: pages.y }, { size });
    }
    pages.y -= 4;
    setter.rule(pages.page, pages.y);
  }
  pages.space(4);
  for (const words of notes) pages.text(words, 8, true);
}

/** One expense: its number, the picture of its receipt, its words, and both amounts at the right. */
async function setLine(pages: Pages, one: SheetLine): Promise<void> {
  const { setter } = pages;
  const x = paper.margin + 28 + thumb.width + 10;
  const width = right - x - 110;
  const rows = [
    ...setter.wrap(one.title, line.size + 1, width, 2).map((words) => ({ words, size: line.size + 1, pale: false })),
    ...one.details.flatMap((detail) =>
      setter.wrap(detail, line.size, width, 3).map((words) => ({ words, size: line.size, pale: true })),
    ),
  ].slice(0, 40);
  const height = Math.max(thumb.height, rows.length * line.leading) + 10;
  pages.need(height);
  const top = pages.y - 4;
  setter.rule(pages.page, pages.y);
  setter.draw(pages.page, one.number, { x: paper.margin, y: top - line.leading }, { size: line.size });
  await setPicture(pages, one, { x: paper.margin + 28, top });
  for (const [index, { words, size, pale }] of rows.entries())
    setter.draw(pages.page, words, { x, y: top - (index + 1) * line.leading }, { size, pale });
  const first = { x: right, y: top - line.leading };
  setter.drawRight(pages.page, one.amount, first, { size: line.size + 1 });
  if (one.inBudget !== '')
    setter.drawRight(
      pages.page,
      one.inBudget,
      { ...first, y: first.y - line.leading },
      { size: line.size, pale: true },
    );
  pages.y -= height;
}

async function setPicture({ setter, page }: Pages, one: SheetLine, at: { x: number; top: number }): Promise<void> {
  const image = await embed(setter, await one.picture?.());
  if (!image) {
    for (const [index, words] of setter.wrap(one.stand, 8, thumb.width, 4).entries())
      setter.draw(page, words, { x: at.x, y: at.top - 12 - index * 10 }, { size: 8, pale: true });
    return;
  }
  const scale = Math.min(thumb.width / image.width, thumb.height / image.height);
  const size = { width: image.width * scale, height: image.height * scale };
  page.drawImage(image, { x: at.x, y: at.top - size.height, ...size });
}

/** A picture that can't be read must not keep the settlement from being printed. */
async function embed({ document }: Typesetter, bytes: Uint8Array | undefined): Promise<PDFImage | undefined> {
  return bytes && document.embedJpg(bytes).catch(() => undefined);
}

function setSignatures(pages: Pages, signatures: readonly string[]): void {
  if (signatures.length === 0) return;
  pages.need(90);
  pages.space(60);
  const width = (right - paper.margin) / signatures.length;
  for (const [index, words] of signatures.entries()) {
    const from = paper.margin + index * width;
    pages.setter.rule(pages.page, pages.y, from, from + width - 16);
    for (const [row, text] of pages.setter.wrap(words, 8, width - 16, 2).entries())
      pages.setter.draw(pages.page, text, { x: from, y: pages.y - 12 - row * 10 }, { size: 8, pale: true });
  }
}
