import { CarnetError, type Rejection } from '#domain/errors.ts';
import { uuidV7 } from '#domain/ids.ts';
import type { MutationContext } from '#domain/mutation.ts';
import type { ArgsOf, MutationName } from '#domain/mutators.ts';
import { CarnetDb } from './db.ts';
import type { ReadPicked } from './picture/picked.ts';
import type { DrawPdf, PreparePicture } from './picture/picture-file.ts';

/** The device's clock and randomness, passed in so that tests and the simulation bring their own. */
export type Device = {
  /** Milliseconds since the epoch. Never decides an order between devices (S5). */
  now(): number;
  /** Fills bytes with cryptographic randomness. */
  fillRandom(bytes: Uint8Array<ArrayBuffer>): void;
  /** Left out where nothing can be drawn: pictures are then kept as they come, without their metadata. */
  preparePicture?: PreparePicture;
  /** Left out where there is nothing but the page to read a file. */
  readPicked?: ReadPicked;
  /** Left out likewise: a PDF is then a sign with its name. */
  drawPdf?: DrawPdf;
};

/** One participant's data on this device, opened on one exchange. */
export type Store = {
  /** Made when it is first asked for. */
  readonly db: CarnetDb;
  readonly context: MutationContext;
  readonly preparePicture: PreparePicture | undefined;
  readonly readPicked: ReadPicked | undefined;
  readonly drawPdf: DrawPdf | undefined;
  now(): number;
  /** The present instant as rows keep it (ISO 8601, UTC). */
  instant(): string;
  newId(): string;
  /**
   * Runs a named write and queues it for the server, in one durable transaction (S1).
   * @returns undefined once it is on the disk, or the rule that forbids it (then nothing has changed)
   * @throws  CarnetError `storage_full`, `storage_failed`, `app_outdated` or `offline` (a part of the app has never
   *          arrived): nothing was written, keep the form on the screen
   */
  mutate<N extends MutationName>(name: N, args: ArgsOf<N>): Promise<Rejection | undefined>;
  /** Several writes that belong together, all or none. */
  mutateAll(writes: readonly Write[]): Promise<Rejection | undefined>;
  /** Tells the listeners that something was queued. */
  announceWrite(): void;
  /** Calls back after each write of this tab has committed; returns the way to stop. */
  onWrite(listener: () => void): () => void;
};

/** A mutation's name with its args. */
export type Write = { [N in MutationName]: { name: N; args: ArgsOf<N> } }[MutationName];

export function openStore(context: MutationContext, device: Device, given?: CarnetDb): Store {
  let made = given;
  const db = () => {
    made ??= new CarnetDb(context.participantId);
    return made;
  };
  const listeners = new Set<() => void>();
  const newId = () => {
    const random = new Uint8Array(10);
    device.fillRandom(random);
    return uuidV7(device.now(), random);
  };

  function announceWrite(): void {
    for (const listener of listeners) listener();
  }

  async function mutateAll(writes: readonly Write[]): Promise<Rejection | undefined> {
    const queuedAt = device.now();
    const entries = writes.map(({ name, args }) => ({ id: newId(), name, args, queuedAt }));
    const { queueWrite, writeDurably } = await loadWriting();
    const rejection = await writeDurably(db(), async () => {
      for (const entry of entries) await queueWrite(db(), context, entry);
    });
    if (!rejection) announceWrite();
    return rejection;
  }

  return {
    get db() {
      return db();
    },
    context,
    preparePicture: device.preparePicture,
    readPicked: device.readPicked,
    drawPdf: device.drawPdf,
    now: device.now,
    instant: () => new Date(device.now()).toISOString(),
    newId,
    // The pair of name and args is one of Write's, which the compiler cannot follow through the generic.
    mutate: (name, args) => mutateAll([{ name, args } as Write]),
    mutateAll,
    announceWrite,
    onWrite(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * The mutations with all their schemas: no screen needs them before the first write, so they are not among what the
 * phone parses before it shows Today. The app fetches them right behind the first screen, and the service worker
 * keeps them.
 *
 * @throws CarnetError `offline` when they have never arrived here
 */
async function loadWriting(): Promise<typeof import('./write.ts')> {
  try {
    return await import('./write.ts');
  } catch (error) {
    throw new CarnetError('offline', String(error), { cause: error });
  }
}
