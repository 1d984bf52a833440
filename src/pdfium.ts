import { PDFiumLibrary } from '@hyzyla/pdfium';

/** The most memory that a PDF may take while it is drawn, in bytes: one that wants more is not drawn. */
const maxMemory = 512 * 1024 * 1024;
const wasmPage = 65_536;

/**
 * PDFium in a memory of its own: what a damaged PDF has done to it goes with it.
 *
 * @param decoder its WebAssembly
 */
export async function openPdfium(decoder: ArrayBuffer): Promise<PDFiumLibrary> {
  const compiled = await WebAssembly.compile(decoder);
  return PDFiumLibrary.init({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(compiled, imports);
      bound(instance.exports.memory);
      // Its types call the first of what it wants a module; it is the instance.
      done(instance as unknown as WebAssembly.Module);
      return instance.exports;
    },
  });
}

/** PDFium asks for memory through this one function, and takes a refusal for what it is. */
function bound(memory: unknown): void {
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('PDFium has no memory of its own');
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * wasmPage > maxMemory) throw new RangeError('a PDF wants too much memory');
    return grow(pages);
  };
}
