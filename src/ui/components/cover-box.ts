import type { Area } from '#domain/picture/cover.ts';

/** A point, or a movement, in fractions of a picture's sides. */
export type Place = { x: number; y: number };

/** The shortest side of a box, in fractions of the picture: less would be no face. */
export const smallestSide = 0.02;

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The box moved, as far as the picture goes. */
export function moveBox(box: Area, by: Place): Area {
  return { ...box, x: within(box.x + by.x, 0, 1 - box.width), y: within(box.y + by.y, 0, 1 - box.height) };
}

/** The box with its lower right corner elsewhere. */
export function resizeBox(box: Area, by: Place): Area {
  return {
    ...box,
    width: within(box.width + by.x, Math.min(smallestSide, 1 - box.x), 1 - box.x),
    height: within(box.height + by.y, Math.min(smallestSide, 1 - box.y), 1 - box.y),
  };
}

/** The box that a finger has drawn; undefined while it is too small to be one. */
export function boxBetween(from: Place, to: Place): Area | undefined {
  const [x0, x1] = [from.x, to.x].map((value) => within(value, 0, 1)).sort((a, b) => a - b);
  const [y0, y1] = [from.y, to.y].map((value) => within(value, 0, 1)).sort((a, b) => a - b);
  if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return undefined;
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  return box.width >= smallestSide && box.height >= smallestSide ? box : undefined;
}

/** Where a box goes that somebody asks for without drawing it: the middle, a little beside those that are there. */
export function nextBox(count: number): Area {
  const aside = (count % 5) * 0.05;
  return { x: 0.3 + aside, y: 0.3 + aside, width: 0.2, height: 0.2 };
}
