import { CarnetError } from '#domain/errors.ts';
import { proveStorage } from '#store/prove-storage.ts';
import type { Store } from '#store/store.ts';
import { type Language, writtenAs } from '#ui/i18n/languages.ts';
import type { Battery, ReadinessPort, ShellState } from '#ui/readiness.ts';

/** The Battery Status API, which only Chromium has. */
type WithBattery = Navigator & { getBattery?(): Promise<Battery> };

/** How long (ms) the service worker may take: on a slow phone it looks up fifty files. */
const patience = { look: 15_000, mend: 120_000, clock: 10_000 };

/** What the browser and the server's clock tell; the store is that of the open exchange. */
export function createReadinessPort(store: Store, language: Language): ReadinessPort {
  const ask = (type: 'CHECK_SHELL' | 'MEND_SHELL', limit: number) =>
    askWorker({ type, language: writtenAs(language) }, limit);
  return {
    shell: () => ask('CHECK_SHELL', patience.look),
    async mendShell() {
      const state = await ask('MEND_SHELL', patience.mend);
      if (state.missing > 0) throw new CarnetError('offline', `${state.missing} files of the app did not come`);
      return state;
    },
    async battery() {
      const battery = await (navigator as WithBattery).getBattery?.();
      return battery ? { level: battery.level, charging: battery.charging } : null;
    },
    clockAhead,
    tryPhoto: async () => proveStorage(store.db, await drawPhoto()),
  };
}

/** A page that was opened past its worker (a hard reload) has nobody to ask; neither has a browser without any. */
async function askWorker(question: { type: string; language: string }, limit: number): Promise<ShellState> {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return { known: false, missing: 0 };
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ known: false, missing: 0 }), limit);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      port1.close();
      resolve(typeof data === 'number' ? { known: true, missing: data } : { known: false, missing: 0 });
    };
    worker.postMessage(question, [port2]);
  });
}

/** The server's `Date` has whole seconds, and the answer took a while: the middle of both is the best guess. */
async function clockAhead(): Promise<number> {
  const before = Date.now();
  const request = { cache: 'no-store', signal: AbortSignal.timeout(patience.clock) } as const;
  const response = await fetch('/api/health', request).catch((cause: unknown) => {
    throw new CarnetError('offline', String(cause), { cause });
  });
  const told = Date.parse(response.headers.get('Date') ?? '');
  if (Number.isNaN(told)) throw new CarnetError('not_carnet', 'an answer without a date');
  return (before + Date.now()) / 2 - (told + 500);
}

/** A picture as large as those that Carnet keeps, and never the same twice. */
async function drawPhoto(): Promise<ArrayBuffer> {
  const [width, height] = [2000, 1500];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  if (!pen) throw new CarnetError('storage_failed', 'no canvas');
  for (let stripe = 0; stripe < height; stripe += 5) {
    pen.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`;
    pen.fillRect(0, stripe, width, 5);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  if (!blob) throw new CarnetError('storage_failed', 'no picture');
  return blob.arrayBuffer();
}
