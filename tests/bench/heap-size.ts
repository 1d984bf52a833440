/** Asks a page's debugger. */
export type Send = (method: string, params?: object) => Promise<Record<string, unknown>>;

/**
 * The heap of JavaScript, of the page's nodes and of its buffers, in bytes, after what nobody needs was collected: more than
 * once, since what the one lets go the other may only then.
 */
export async function heapSize(send: Send): Promise<number> {
  for (let times = 0; times < 3; times += 1) await send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await send('Runtime.getHeapUsage');
  return [usedSize, embedderHeapUsedSize, backingStorageSize].reduce<number>((all, size) => all + Number(size ?? 0), 0);
}
