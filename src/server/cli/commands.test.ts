import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { seedMutations } from '../seed.ts';
import { closeServices, openServices } from '../services.ts';
import { createExchange, newId, newSecret, openTestApp, redeem } from '../test-app.ts';
import { runCarnet } from './commands.ts';

type Ran = { code: number; out: string[]; err: string[] };

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCarnet(args, { env, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

/** A server's folder with one exchange and one participant in it. */
async function newServer() {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const services = await openServices(folder, () => {});
  const app = { services, dataDir: folder, fetch: () => Promise.reject(new Error('no HTTP here')) };
  const exchangeId = await createExchange({ ...app, [Symbol.asyncDispose]: async () => {} });
  const person = { id: newId(), name: 'Олена', role: 'mentee', community: '', username: '', lead: true } as const;
  const hub = { participantId: newId(), role: 'hub' } as const;
  await seedMutations(services, exchangeId, [{ ...hub, name: 'participant.add', args: person }]);
  await closeServices(services);
  return { folder, exchangeId, person };
}

test('without a command, or with one that is none, all commands are listed, and it ends with 2', async () => {
  const nothing = await run([]);
  expect(nothing).toMatchObject({ code: 2, out: [] });
  expect(nothing.err.join('\n')).toMatch(/npm run carnet -- COMMAND[\s\S]+serve[\s\S]+invite[\s\S]+restore/);
  expect((await run(['destroy'])).err.join()).toMatch(/There is no command “destroy”/);
  expect((await run(['constructor'])).code).toBe(2);
});

test('--help explains, on the standard output, and touches nothing', async () => {
  const folder = join(tmpdir(), newId());
  const { code, out, err } = await run(['invite', '--help', '--data', folder]);
  expect({ code, err }).toEqual({ code: 0, err: [] });
  expect(out.join('\n')).toMatch(/npm run carnet -- invite .*EXCHANGE PERSON[\s\S]+Ends with 0/);
  expect(existsSync(folder)).toBe(false);
});

test.each([
  [['invite'], /Something is missing: npm run carnet -- invite/],
  [['invite', 'hub', '--colour', 'red'], /Unknown option '--colour': npm run carnet -- invite/],
  [['exchanges', 'all'], /“all” is one word too many: npm run carnet -- exchanges/],
  [['invite', 'hub', '--days', '0'], /--days takes a whole number from 1 to 365/],
])('%j is asked wrongly: the usage in a line, and 2', async (args, words) => {
  const { folder } = await newServer();
  const { code, out, err } = await run(args, { CARNET_DATA: folder });
  expect({ code, out }).toEqual({ code: 2, out: [] });
  expect(err.join('\n')).toMatch(words);
});

test('what goes wrong is one JSON object for a program, a sentence for a person', async () => {
  const env = { PORT: 'abc' };
  expect(await run(['exchanges'], env)).toMatchObject({ code: 1, err: [expect.stringContaining('PORT=abc')] });
  const { code, out, err } = await run(['exchanges', '--json'], env);
  expect({ code, err }).toEqual({ code: 1, err: [] });
  expect(JSON.parse(out.join())).toEqual({ ok: false, error: expect.stringContaining('PORT=abc') });
});

test('a participant is invited by name, and their link signs them in to their exchange', async () => {
  const { folder, exchangeId, person } = await newServer();
  expect((await run(['exchanges', '--data', folder])).out).toEqual([`${exchangeId}  Edit-a-thons`]);
  const invite = ['invite', exchangeId, 'Олена', '--json', '--data', folder];
  const { code, out } = await run(invite, { ORIGIN: 'https://carnet.example/' });
  expect(code).toBe(0);
  const { link, ...told } = JSON.parse(out.join());
  expect(told).toEqual({ ok: true, participantId: person.id, name: 'Олена', role: 'mentee' });
  expect(link).toMatch(/^https:\/\/carnet\.example\/join#/);
  await using app = await openTestApp({}, folder);
  const answer = await redeem(app, new URL(link).hash.slice(1), { id: newId(), token: newSecret() });
  expect(await answer.json()).toMatchObject({ participantId: person.id, exchange: { id: exchangeId } });
});

test('a person who is not in the exchange is refused with the names of those who are', async () => {
  const { folder, exchangeId, person } = await newServer();
  const { code, err } = await run(['invite', exchangeId, 'Nobody', '--data', folder]);
  expect(code).toBe(2);
  expect(err.join()).toContain(`Name one of: ${person.id} mentee Олена`);
  expect((await run(['invite', newId(), 'Nobody', '--data', folder])).code).toBe(1);
});

test('a new Hub person is invited by name', async () => {
  const { folder } = await newServer();
  const { out } = await run(['invite', 'hub', '--name', 'Zsófia', '--data', folder]);
  expect(out.join()).toMatch(/^hub Zsófia: http:\/\/localhost:8787\/join#[\w-]{43}$/);
});
