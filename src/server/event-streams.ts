/** Event streams that one device may have open at once, in this process: those of all its tabs, and of the board. */
const maxStreams = 12;

/**
 * Counts open event streams by device. Beyond the limit the oldest gives way: it is most likely one that a phone on a
 * train has lost without the server's knowing, which TCP may take a quarter of an hour to find out. A tab that was still
 * there comes back by itself, as after any cut, and no more often than the door `events` lets it.
 */
export class EventStreams {
  readonly #open = new Map<string, Set<() => void>>();

  /**
   * @param end ends the stream
   * @returns the function that counts it out
   */
  enter(deviceId: string, end: () => void): () => void {
    const streams = this.#open.get(deviceId) ?? new Set();
    this.#open.set(deviceId, streams);
    // A function of its own: two streams must count as two, whatever they are ended by.
    const endThis = () => end();
    streams.add(endThis);
    const [oldest] = streams;
    if (streams.size > maxStreams && oldest) {
      streams.delete(oldest);
      oldest();
    }
    return () => {
      streams.delete(endThis);
      if (streams.size === 0 && this.#open.get(deviceId) === streams) this.#open.delete(deviceId);
    };
  }
}
