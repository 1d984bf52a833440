import { type Picked, type ReadPicked, readPicked as readOnPage } from '#store/picture/picked.ts';
import type { DrawPdf, PreparedPicture, PreparePicture } from '#store/picture/picture-file.ts';
import { fetchPdfium } from './pdfium-bytes.ts';
import type { PictureJob, ReadJob } from './picture-job.ts';
import { inWorker, oneAtATime } from './work-in-worker.ts';

const canWork = typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined';

/**
 * One for the whole tab: what bounds the memory is that only one picture is ever decoded. Its bytes are handed over;
 * should the worker die, they are read again.
 */
const draw = oneAtATime<PictureJob, PreparedPicture>(
  canWork ? inWorker((job) => ('pdf' in job ? [] : [job.bytes])) : drawOnPage,
);

/** A worker of its own: a photo that has just come is put aside whatever is being drawn. */
const read = canWork ? oneAtATime<ReadJob, Picked>(inWorker(() => [])) : null;

export const preparePicture: PreparePicture = draw;

export const readPicked: ReadPicked = (file, aside) => read?.({ file, aside }) ?? readOnPage(file, aside);

/** What reads a PDF is fetched before its turn: a photo must not wait behind a slow network. */
export const drawPdf: DrawPdf = async (pdf) => draw({ pdf, decoder: await fetchPdfium() });

async function drawOnPage(job: PictureJob): Promise<PreparedPicture> {
  return (await import('./picture-job.ts')).doPictureJob(job);
}
