import { capture, captureFloor, choosePhoto } from './capture.ts';
import { firstSync, firstSyncFloor } from './first-sync.ts';
import { flush, flushFloor, localEdits, localEditsFloor } from './flush.ts';
import { sendPhotos, sendPhotosFloor, takePhotos } from './photos.ts';
import { joinTexts, joinTextsFloor } from './texts.ts';

/** What a benchmark may ask of this page; tests/bench/browser.ts calls it by name. All times are milliseconds. */
const benches = {
  firstSync,
  firstSyncFloor,
  flush,
  flushFloor,
  localEdits,
  localEditsFloor,
  joinTexts,
  joinTextsFloor,
  takePhotos,
  sendPhotos,
  sendPhotosFloor,
  choosePhoto,
  capture,
  captureFloor,
};

export type Benches = typeof benches;

Object.assign(window, { benches });
