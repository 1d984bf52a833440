import { expect, test } from 'vitest';
import type { Access } from '#domain/access/access.ts';
import { type Phase, phases } from '#domain/access/phase.ts';
import type { Kind, Row } from '#domain/kinds.ts';
import { type MutationName, mutations } from '#domain/mutators.ts';
import { pullResponseSchema, type WireMutation } from '#domain/protocol.ts';
import { type Role, roles } from '#domain/scalars.ts';
import { newId, openTestApp, sendPull, sendPush, signIn, type TestApp, type TestDevice } from '#server/test-app.ts';
import { instant, sampleExchange } from '#tests/fixtures.ts';
import { pageIsCurrent } from './table.ts';
import { type Sample, samples } from './writes.ts';

/** Every cell of the authorisation table, as a phone would try it: a push, and then a look at what came of it. */

test('the page that shows the table is what the mutations say: `npm run access` writes it', () => {
  expect(pageIsCurrent()).toBe(true);
});

test('every mutation has a sample to try its cells with', () => {
  expect(Object.keys(mutations).filter((name) => !Object.hasOwn(samples, name))).toEqual([]);
});

/** Noon in Brno on a day of each phase; closed is not a date. */
const days: Record<Phase, string> = {
  planning: '2026-05-01T10:00:00Z',
  visit: '2026-05-13T10:00:00Z',
  afterwards: '2026-05-20T10:00:00Z',
  closed: '2026-05-20T10:00:00Z',
};

for (const phase of phases) {
  test(`${phase}: every role can do what the table says, in its own name, and nothing else`, async () => {
    await using app = await openTestApp({ clock: () => new Date(days[phase]) });
    const wrong: string[] = [];
    let tried = 0;
    for (const role of roles) {
      const exchangeId = newId();
      await put(app, exchangeId, [['exchange', exchangeIn(phase, exchangeId)]]);
      const device = await signIn(app, role === 'hub' ? null : exchangeId, role);
      const cell = { app, phase, role, device, exchangeId };
      for (const name of Object.keys(samples) as MutationName[]) {
        for (const whose of ['own', 'other'] as const) {
          const found = await tryCell(cell, name, whose);
          if (found === undefined) continue;
          tried += 1;
          const [expected, got] = found;
          if (got !== expected) wrong.push(`${name} as ${role}, ${whose}: ${got} instead of ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(roles.length * Object.keys(mutations).length);
  });
}

type Cell = { app: TestApp; phase: Phase; role: Role; device: TestDevice; exchangeId: string };

/** What the table promises, and what the server made of it; undefined where there is no name to write in. */
async function tryCell(cell: Cell, name: MutationName, whose: 'own' | 'other'): Promise<[string, string] | undefined> {
  const make = samples[name];
  const { access } = mutations[name] as { access: Access };
  if (!make || (whose === 'other' && access.author === undefined)) return undefined;
  const { app, phase, role, device } = cell;
  // Each write that opens or closes an exchange has one of its own, and a creation one that is not there yet.
  const exchangeId = name === 'exchange.create' ? await freshFor(cell) : cell.exchangeId;
  const other = newId();
  const sample = make({ exchangeId, writer: device.participantId, role, other });
  await put(app, exchangeId, sample.given);
  const args = await argsOf(app, exchangeId, sample);
  const written = whose === 'own' ? args : { ...args, [access.author ?? '']: other };
  const sent = await send(app, device, exchangeId, name, written);
  if (name.startsWith('exchange.')) await put(app, exchangeId, [['exchange', exchangeIn(phase, exchangeId)]]);
  return [promised(access, cell, name, whose), sent];
}

/** Some args depend on what stands there. */
async function argsOf(app: TestApp, exchangeId: string, { args }: Sample) {
  if (typeof args !== 'function') return args;
  return app.services.storage.write(exchangeId, async (writer) => args(writer.txAt(await writer.version())));
}

function promised(access: Access, { phase, role }: Cell, name: MutationName, whose: 'own' | 'other'): string {
  const allowed = access.phases[role];
  if (!allowed) return 'not_allowed';
  if (whose === 'other') return 'not_allowed';
  // Before it is created, an exchange is in no phase.
  if (name === 'exchange.create' || allowed.includes(phase)) return 'effect';
  return phase === 'closed' ? 'exchange_closed' : 'too_early';
}

/** Sends it as the device's next write. @returns its rejection's code, or `effect` when rows came of it */
async function send(
  app: TestApp,
  device: TestDevice,
  exchangeId: string,
  name: string,
  args: unknown,
): Promise<string> {
  const before = await look(app, device, exchangeId);
  const mutation: WireMutation = { id: newId(), seq: before.lastSeq + 1, name, args };
  const answer = await sendPush(app, device, exchangeId, [mutation]);
  if (!answer.ok) return `HTTP ${answer.status}`;
  const after = await look(app, device, exchangeId, before.cursor);
  const rejection = after.rejected.find(({ seq }) => seq === mutation.seq);
  if (rejection) return after.changes.length === 0 ? rejection.code : `${rejection.code}, and yet an effect`;
  return after.changes.length > 0 ? 'effect' : 'nothing';
}

async function look(app: TestApp, device: TestDevice, exchangeId: string, cursor = 0) {
  return pullResponseSchema.parse(await (await sendPull(app, device, exchangeId, cursor)).json());
}

function exchangeIn(phase: Phase, id: string) {
  return { ...sampleExchange, id, closedAt: phase === 'closed' ? instant : null };
}

/** An id under which no exchange stands; a participant can only try their own. */
async function freshFor({ app, role, exchangeId }: Cell): Promise<string> {
  if (role === 'hub') return newId();
  await app.services.storage.write(exchangeId, async (writer) => {
    const version = (await writer.version()) + 1;
    await writer.txAt(version).delete('exchange', exchangeId);
    await writer.saveVersion(version);
  });
  return exchangeId;
}

/** Puts rows where they are, whatever any rule says of it. */
async function put(app: TestApp, exchangeId: string, rows: Sample['given']): Promise<void> {
  await app.services.storage.write(exchangeId, async (writer) => {
    const version = (await writer.version()) + 1;
    const tx = writer.txAt(version);
    // A sample's rows are of their kind; the args schemas of the same fields check them on the way in.
    for (const [kind, row] of rows) await tx.put(kind as Kind, row as Row<Kind>);
    await writer.saveVersion(version);
  });
}
