import type { Pixels } from './perspective.ts';

/** A part of a picture, in fractions of its sides. */
export type Area = { x: number; y: number; width: number; height: number };

/**
 * How many cells the longer side of an area is averaged into. A face of five by five colours can't be recognised, and
 * what is thrown away can't be worked out again: methods that undo a mosaic need several times as many.
 */
const cells = 5;
/** Colours are told apart by this much only, so that a cell says nothing of a small part of it either. */
const grade = 16;

/**
 * Makes what is in an area unrecognisable, in place and for ever: only a few averaged colours are left of it, with
 * smooth passages between them.
 */
export function coverArea(pixels: Pixels, area: Area): void {
  const box = boxOf(pixels, area);
  if (box.width === 0 || box.height === 0) return;
  const longer = Math.max(box.width, box.height);
  const columns = Math.max(1, Math.round((box.width / longer) * cells));
  const rows = Math.max(1, Math.round((box.height / longer) * cells));
  paint(pixels, box, { columns, rows, colours: averages(pixels, box, columns, rows) });
}

type Box = { left: number; top: number; width: number; height: number };
type Mosaic = { columns: number; rows: number; colours: number[] };

/** The whole pixels that an area touches. */
function boxOf({ width, height }: Pixels, area: Area): Box {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  const left = within(Math.floor(area.x * width), width);
  const top = within(Math.floor(area.y * height), height);
  const right = within(Math.ceil((area.x + area.width) * width), width);
  const bottom = within(Math.ceil((area.y + area.height) * height), height);
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** Red, green and blue of each cell, row by row. */
function averages({ data, width }: Pixels, box: Box, columns: number, rows: number): number[] {
  const sums = new Array<number>(columns * rows * 3).fill(0);
  const counts = new Array<number>(columns * rows).fill(0);
  for (let y = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1) {
      const cell = Math.floor((y * rows) / box.height) * columns + Math.floor((x * columns) / box.width);
      const at = ((box.top + y) * width + box.left + x) * 4;
      counts[cell] = (counts[cell] ?? 0) + 1;
      for (let channel = 0; channel < 3; channel += 1)
        sums[cell * 3 + channel] = (sums[cell * 3 + channel] ?? 0) + (data[at + channel] ?? 0);
    }
  }
  return sums.map((sum, index) => {
    const average = sum / Math.max(1, counts[Math.floor(index / 3)] ?? 1);
    return Math.min(255, Math.round(average / grade) * grade);
  });
}

/** Writes the cells back, mixed between their middles. */
function paint({ data, width }: Pixels, box: Box, { columns, rows, colours }: Mosaic): void {
  for (let y = 0; y < box.height; y += 1) {
    const [upper, lower, down] = between(((y + 0.5) * rows) / box.height, rows);
    for (let x = 0; x < box.width; x += 1) {
      const [left, right, along] = between(((x + 0.5) * columns) / box.width, columns);
      const at = ((box.top + y) * width + box.left + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const colour = (row: number, column: number) => colours[(row * columns + column) * 3 + channel] ?? 0;
        const above = colour(upper, left) * (1 - along) + colour(upper, right) * along;
        const below = colour(lower, left) * (1 - along) + colour(lower, right) * along;
        data[at + channel] = above * (1 - down) + below * down;
      }
    }
  }
}

/** The two cells whose middles a place lies between, and how near it is to the second. */
function between(place: number, count: number): [first: number, second: number, part: number] {
  const from = Math.min(Math.max(place - 0.5, 0), count - 1);
  const first = Math.floor(from);
  return [first, Math.min(first + 1, count - 1), from - first];
}
