import { expect, test } from 'vitest';
import { builtInTemplate, type Template, templateResponseSchema } from '#domain/template/schema.ts';
import { createExchange, get, openTestApp, post, signIn, type TestApp, type TestDevice } from './test-app.ts';

const session = { start: '09:30', end: '11:00', title: 'Початок', kind: 'meeting' as const, tasks: ['Імена'] };
const template: Template = {
  sections: [{ key: 'summary', owner: 'both', required: true }],
  amounts: [{ category: 'meals', approved: 30_000 }],
  currency: 'EUR',
  policies: 'Без гонорарів',
  days: [{ name: 'Перший день', sessions: [session] }],
};

async function read(app: TestApp, { token }: TestDevice) {
  return templateResponseSchema.parse(await (await get(app, token, '/api/hub/template')).json());
}

function save(app: TestApp, { token }: TestDevice, base: number, next: unknown = template) {
  return post(app, token, '/api/hub/template', { type: 'save-template', base, template: next });
}

test('before anything is saved there is the template that Carnet comes with', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  expect(await read(app, hub)).toEqual({ type: 'template', ...builtInTemplate, history: [] });
});

test('each saving is a version, with who saved it and when', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  expect((await save(app, hub, 0)).status).toBe(200);
  expect((await save(app, hub, 1, { ...template, policies: 'Second' })).status).toBe(200);
  const now = await read(app, hub);
  expect(now).toMatchObject({ version: 2, template: { policies: 'Second' } });
  expect(now.history.map(({ version, savedBy }) => [version, savedBy])).toEqual([
    [2, 'Олена'],
    [1, 'Олена'],
  ]);
});

test('of two people who changed the same version, the second is told, and nothing of the first is lost', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const both = await Promise.all([save(app, hub, 0), save(app, hub, 0, { ...template, policies: 'Other' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await read(app, hub)).history).toHaveLength(1);
  // A version out of the blue is none.
  expect((await save(app, hub, 7)).status).toBe(409);
});

function withSession(changed: unknown) {
  return { ...template, days: [{ name: 'Day', sessions: [changed] }] };
}

test('an app that does not know the days leaves them as they are, and one that does can take them away', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  await save(app, hub, 0);
  const { days, ...older } = template;
  expect((await save(app, hub, 1, older)).status).toBe(200);
  expect((await read(app, hub)).template.days).toEqual(days);
  await save(app, hub, 2, { ...template, days: [] });
  expect((await read(app, hub)).template.days).toEqual([]);
});

test('a template that was saved before there were days is read as one without', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const { days: _days, ...older } = template;
  const savedAt = new Date(0).toISOString();
  await app.services.storage.templates.save({ version: 1, template: older, savedAt, savedBy: hub.participantId });
  expect((await read(app, hub)).template).toEqual({ ...older, days: [] });
});

test.each([
  ['no part', { ...template, sections: [] }],
  ['a part twice', { ...template, sections: [template.sections[0], template.sections[0]] }],
  ['a day without a session', { ...template, days: [{ name: 'Empty', sessions: [] }] }],
  ['a session that ends before it begins', withSession({ ...session, end: '09:00' })],
  ['a category twice', { ...template, amounts: [template.amounts[0], template.amounts[0]] }],
])('a template with %s is refused', async (_what, wrong) => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  expect((await save(app, hub, 0, wrong)).status).toBe(400);
});

test('nobody but Hub staff reads or saves it', async () => {
  await using app = await openTestApp();
  const mentor = await signIn(app, await createExchange(app), 'mentor');
  expect((await get(app, mentor.token, '/api/hub/template')).status).toBe(403);
  expect((await save(app, mentor, 0)).status).toBe(403);
});
