import type { ServerProcess } from '../e2e/support/server-process.ts';
import { type Device, openDevice } from './device.ts';
import { type Ledger, newLedger } from './ledger.ts';

/** A device and all that was entered on it. */
export type Life = { readonly device: Device; readonly ledger: Ledger };

/** The mentee's and the mentor's device, signed in, with the sample exchange on them. */
export async function openLives({ port, secrets }: ServerProcess): Promise<Life[]> {
  const lives: Life[] = [];
  for (const role of ['mentee', 'mentor'] as const) {
    const device = await openDevice(role, `http://127.0.0.1:${port}`, secrets[role]);
    lives.push({ device, ledger: newLedger() });
  }
  return lives;
}
