import { CarnetError } from '#domain/errors.ts';

/** The properties that a drawing takes from the page's styles; in a file there are none, so they stand in it. */
const inlined = ['fill', 'font-family', 'font-size', 'font-weight', 'font-variant-numeric'] as const;

/** Pixels of the picture from side to side: sharp in print, too. */
const pngWidth = 1440;

/**
 * A drawn chart as a file of its own, with the colours that it has on the screen.
 * @throws CarnetError `internal` when the browser can't draw it
 */
export async function chartFile(svg: SVGSVGElement, type: 'svg' | 'png'): Promise<Blob> {
  const file = new Blob([standAlone(svg)], { type: 'image/svg+xml' });
  return type === 'svg' ? file : rasterize(file, svg.viewBox.baseVal);
}

function standAlone(svg: SVGSVGElement): string {
  // A deep clone of an svg element is one.
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const drawn = [...svg.querySelectorAll('rect, text')];
  for (const [index, element] of [...copy.querySelectorAll('rect, text')].entries()) {
    const original = drawn[index];
    if (!original) continue;
    const style = getComputedStyle(original);
    for (const property of inlined) element.setAttribute(property, style.getPropertyValue(property));
    element.removeAttribute('class');
  }
  copy.removeAttribute('class');
  return new XMLSerializer().serializeToString(copy);
}

async function rasterize(file: Blob, { width, height }: DOMRect): Promise<Blob> {
  const url = URL.createObjectURL(file);
  const pngScale = pngWidth / width;
  try {
    const image = new Image(width * pngScale, height * pngScale);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * pngScale;
    canvas.height = height * pngScale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (png?.type !== 'image/png') throw new Error('no PNG of the chart');
    return png;
  } catch (error) {
    throw new CarnetError('internal', String(error), { cause: error });
  } finally {
    URL.revokeObjectURL(url);
  }
}
