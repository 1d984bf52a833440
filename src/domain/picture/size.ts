/** Pixels, as the file's header says: before it is turned upright. */
export type PictureSize = { width: number; height: number };
