import { randomFillSync } from 'node:crypto';

/** Bytes that are asked for at once: the operating system takes about as long for a few. */
const stockSize = 4096;

/** A source of random bytes fit for secrets. None is given out twice. */
export function createRandom(): (size: number) => Uint8Array {
  const stock = new Uint8Array(stockSize);
  let given = stockSize;
  return (size) => {
    if (size > stockSize) return randomFillSync(new Uint8Array(size));
    if (given + size > stockSize) {
      randomFillSync(stock);
      given = 0;
    }
    given += size;
    return stock.slice(given - size, given);
  };
}
