/** The part of libheif's own JavaScript layer that is used here; the package types only what lies under it. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): number;
    /** Decodes into RGBA; calls back with null when it can't. */
    display(pixels: ImageData, done: (pixels: ImageData | null) => void): void;
    free(): void;
  }
  interface Heif {
    HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
  }
  const load: () => Heif;
  // biome-ignore lint/style/noDefaultExport: the package has one
  export default load;
}
