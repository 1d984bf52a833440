import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#domain/ids.ts';
import { createSecret, hashSecret } from '#server/secrets.ts';
import { type SeedMutation, seedMutations } from '#server/seed.ts';
import { closeServices, openServices, type Services } from '#server/services.ts';
import { instant, sampleExchange, sampleExpense, sampleObjective } from '../fixtures.ts';

/** A phone as the load plays it: signed in, and with nothing of the exchange yet. */
export type Phone = {
  readonly exchangeId: string;
  readonly id: string;
  readonly participantId: string;
  readonly token: string;
};

export const newId = () => uuidV7(Date.now(), randomBytes(10));

export type Seeded = { readonly phones: readonly Phone[]; readonly milliseconds: number };

/**
 * Fills a fresh store with exchanges of so many rows each, past HTTP, and signs four phones in to the first of them.
 * @param connected phones that will be connected
 */
export async function seed(dataDir: string, exchanges: number, rows: number, connected: number): Promise<Seeded> {
  const since = performance.now();
  const services = await openServices(dataDir, () => {});
  const phones: Phone[] = [];
  for (let index = 0; index < exchanges; index += 1) {
    const exchangeId = newId();
    await seedMutations(services, exchangeId, contentOf(exchangeId, rows));
    for (let phone = 0; phone < 4 && phones.length < connected; phone += 1)
      phones.push(await signIn(services, exchangeId, phone < 2 ? 'mentee' : 'mentor'));
  }
  await closeServices(services);
  return { phones, milliseconds: performance.now() - since };
}

/** An exchange in its middle: some plan, many notes and expenses. */
function contentOf(exchangeId: string, rows: number): SeedMutation[] {
  const author = { participantId: newId(), role: 'mentor' } as const;
  const create = {
    participantId: newId(),
    role: 'hub',
    name: 'exchange.create',
    args: { ...sampleExchange, id: exchangeId },
  } as const;
  const content = Array.from({ length: rows - 1 }, (_, index): SeedMutation => {
    if (index % 8 === 0) return { ...author, name: 'objective.add', args: sampleObjective(newId()) };
    if (index % 2 === 0) return { ...author, name: 'expense.add', args: sampleExpense(newId(), author.participantId) };
    return { ...author, name: 'note.add', args: note(author.participantId) };
  });
  return [create, ...content];
}

export function note(createdBy: string) {
  const body = 'What we agreed on the tram, and whom to write to about the room for the next workshop.';
  return { id: newId(), body, createdBy, createdAt: instant };
}

export async function signIn(services: Services, exchangeId: string, role: 'mentee' | 'mentor'): Promise<Phone> {
  const phone = { exchangeId, id: newId(), participantId: newId(), token: createSecret(randomBytes) };
  const secretHash = hashSecret(createSecret(randomBytes));
  const { signIns } = services.storage;
  const at = new Date().toISOString();
  const { participantId } = phone;
  await signIns.addInvitation({
    secretHash,
    participantId,
    name: 'load',
    exchangeId,
    role,
    expiresAt: '2100-01-01T00:00:00.000Z',
  });
  const redeemed = await signIns.redeem({
    secretHash,
    deviceId: phone.id,
    deviceName: 'load',
    tokenHash: hashSecret(phone.token),
    at,
  });
  if (typeof redeemed === 'string') throw new Error(redeemed);
  return phone;
}
