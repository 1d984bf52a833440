import type { PictureSize } from './size.ts';

export type Point = { x: number; y: number };

/** Four corners: top left, top right, bottom right, bottom left. In fractions of a picture's sides, or in pixels. */
export type Corners = readonly [Point, Point, Point, Point];

/** The whole picture. */
export const allCorners: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/** RGBA, row by row, as a canvas has it. */
export type Pixels = PictureSize & { data: Uint8ClampedArray };

/** x′ = (a·x + b·y + c) / w, y′ = (d·x + e·y + f) / w, with w = g·x + h·y + 1. */
export type Projection = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
];

/** Whether the corners go around without crossing, all turned the same way, with something between them. */
export function isConvex(corners: Corners): boolean {
  return corners.every((corner, index) => {
    const [next, over] = [corners[(index + 1) % 4] ?? corner, corners[(index + 2) % 4] ?? corner];
    const turn = (next.x - corner.x) * (over.y - next.y) - (next.y - corner.y) * (over.x - next.x);
    return turn > smallestTurn;
  });
}

/** Of a picture with sides of 1: corners closer to one line than this leave nothing to look at. */
const smallestTurn = 0.002;

/**
 * The projection that takes the square from 0, 0 to 1, 1 to these corners.
 * Source: P. Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), 2.2.3.
 */
export function projectionTo([p0, p1, p2, p3]: Corners): Projection {
  const sum = { x: p0.x - p1.x + p2.x - p3.x, y: p0.y - p1.y + p2.y - p3.y };
  const d1 = { x: p1.x - p2.x, y: p1.y - p2.y };
  const d2 = { x: p3.x - p2.x, y: p3.y - p2.y };
  const area = d1.x * d2.y - d2.x * d1.y;
  const g = (sum.x * d2.y - d2.x * sum.y) / area;
  const h = (d1.x * sum.y - sum.x * d1.y) / area;
  return [
    p1.x - p0.x + g * p1.x,
    p3.x - p0.x + h * p3.x,
    p0.x,
    p1.y - p0.y + g * p1.y,
    p3.y - p0.y + h * p3.y,
    p0.y,
    g,
    h,
  ];
}

export function project([a, b, c, d, e, f, g, h]: Projection, { x, y }: Point): Point {
  const w = g * x + h * y + 1;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

/** The size of what lies between these corners (pixels), seen from the front: the longer of opposite sides. */
export function flatSize([p0, p1, p2, p3]: Corners): PictureSize {
  const length = (from: Point, to: Point) => Math.hypot(to.x - from.x, to.y - from.y);
  return {
    width: Math.max(1, Math.round(Math.max(length(p0, p1), length(p3, p2)))),
    height: Math.max(1, Math.round(Math.max(length(p0, p3), length(p1, p2)))),
  };
}

/**
 * What lies between four corners, as a rectangle; between pixels it is interpolated (bilinear).
 *
 * @param corners in pixels of `source`
 */
export function flatten(source: Pixels, corners: Corners): Pixels {
  const size = flatSize(corners);
  const projection = projectionTo(corners);
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const from = project(projection, { x: (x + 0.5) / size.width, y: (y + 0.5) / size.height });
      sample(source, from, data, (y * size.width + x) * 4);
    }
  }
  return { ...size, data };
}

/** The colour at a point between pixel middles, written into `target` at `at`. */
function sample({ data, width, height }: Pixels, { x, y }: Point, target: Uint8ClampedArray, at: number): void {
  const left = clamp(x - 0.5, width - 1);
  const top = clamp(y - 0.5, height - 1);
  const [x0, y0] = [Math.floor(left), Math.floor(top)];
  const [partX, partY] = [left - x0, top - y0];
  const right = x0 < width - 1 ? 4 : 0;
  const row = (y0 * width + x0) * 4;
  const below = row + (y0 < height - 1 ? width * 4 : 0);
  for (let channel = 0; channel < 4; channel += 1) {
    const upper = mix(data[row + channel], data[row + right + channel], partX);
    const lower = mix(data[below + channel], data[below + right + channel], partX);
    target[at + channel] = upper + (lower - upper) * partY;
  }
}

function mix(from = 0, to = 0, part = 0): number {
  return from + (to - from) * part;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
