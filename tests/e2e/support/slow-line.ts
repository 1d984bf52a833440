/** How fast a network carries bytes, each way. */
export type Pace = {
  readonly bitsPerSecond: number;
  /** There and back again, in ms. */
  readonly roundTrip: number;
};

/** What is handed to a line at once: nobody else's bytes wait for more of one connection's. */
const pieceBytes = 8 * 1024;
/** How far (ms) a line is filled ahead: what waits before it, waits in the sender. */
const ahead = 50;

/** One direction of a network that all connections share: what goes in comes out later, in its order. */
export type Line = {
  /** Takes in some bytes, and hands them over piece by piece. @returns ms until it may be given more */
  carry(bytes: Buffer, handOver: (piece: Buffer) => void): number;
  /** Calls back when all that it was given before has come out. */
  after(call: () => void): void;
};

/** A line without a pace carries everything at once. */
export function openLine(pace?: Pace): Line {
  if (!pace) {
    return {
      carry(bytes, handOver) {
        handOver(bytes);
        return 0;
      },
      after: (call) => call(),
    };
  }
  const { bitsPerSecond, roundTrip } = pace;
  let free = 0;
  const underWay: { due: number; arrive: () => void }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** One timer for all: several of their own would let what was sent later overtake. */
  function deliver(): void {
    timer = undefined;
    for (let [next] = underWay; next && next.due <= performance.now(); [next] = underWay) {
      underWay.shift();
      next.arrive();
    }
    plan();
  }

  function plan(): void {
    const [next] = underWay;
    if (!next || timer !== undefined) return;
    timer = setTimeout(deliver, Math.max(0, next.due - performance.now()));
  }

  function send(arrive: () => void): void {
    underWay.push({ due: free + roundTrip / 2, arrive });
    plan();
  }

  return {
    carry(bytes, handOver) {
      for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes);
        free = Math.max(free, performance.now()) + (piece.byteLength * 8000) / bitsPerSecond;
        send(() => handOver(piece));
      }
      return Math.max(0, free - performance.now() - ahead);
    },
    after: send,
  };
}
