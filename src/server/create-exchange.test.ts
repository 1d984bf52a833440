import { expect, test } from 'vitest';
import { noFields } from '#domain/creation/fields.ts';
import { buildExchange, createResponseSchema, type NewExchange } from '#domain/creation/new-exchange.ts';
import { pullResponseSchema } from '#domain/protocol.ts';
import { builtInTemplate } from '#domain/template/schema.ts';
import { breakStore, newId, openTestApp, post, sendPull, signIn, type TestApp, type TestDevice } from './test-app.ts';

function newExchange(hub: TestDevice, topic = 'Вікіклуби'): NewExchange {
  return buildExchange({
    fields: {
      ...noFields,
      topic,
      format: 'mentee-travels',
      menteeCommunity: 'A',
      mentorCommunity: 'B',
      hostCity: 'Brno',
      hostZone: 'Europe/Prague',
      firstDay: '2027-05-12',
      lastDay: '2027-05-16',
    },
    people: [{ name: 'Олена', role: 'mentee', username: '' }],
    hub: { id: hub.participantId, name: 'Zsófia' },
    template: builtInTemplate,
    newId,
    createdAt: '2027-01-01T10:00:00.000Z',
  });
}

async function create(app: TestApp, hub: TestDevice, exchanges: readonly unknown[]) {
  return post(app, hub.token, '/api/hub/exchanges', { type: 'create', exchanges });
}

async function outcomes(response: Response): Promise<string[]> {
  expect(response.status).toBe(200);
  return createResponseSchema.parse(await response.json()).results.map(({ outcome }) => outcome);
}

test('the Hub creates an exchange with its people and sections, and the log names who did', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const made = newExchange(hub);
  expect(await outcomes(await create(app, hub, [made]))).toEqual(['created']);
  const { changes } = pullResponseSchema.parse(await (await sendPull(app, hub, made.exchange.id)).json());
  expect([...new Set(changes.map(({ kind }) => kind))]).toEqual(['exchange', 'participant', 'section']);
  expect(changes).toHaveLength(1 + 2 + builtInTemplate.template.sections.length);
});

test('sent twice, or twice at once, it is created once and nothing is changed', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const made = newExchange(hub);
  const both = await Promise.all([create(app, hub, [made]), create(app, hub, [made])]);
  expect((await Promise.all(both.map(outcomes))).flat().sort()).toEqual(['created', 'exists']);
  const other = { ...made, exchange: { ...made.exchange, topic: 'Another topic' } };
  expect(await outcomes(await create(app, hub, [other]))).toEqual(['exists']);
  expect(await app.services.storage.listExchanges(null)).toEqual([{ id: made.exchange.id, topic: 'Вікіклуби' }]);
});

test('one that a rule forbids is refused whole, and the others are created', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const [good, bad] = [newExchange(hub, 'Good'), newExchange(hub, 'Bad')];
  const wrong = { ...bad, exchange: { ...bad.exchange, lastDay: '2027-05-01' } };
  const twins = newExchange(hub, 'Twins');
  const [person] = twins.people;
  const response = await create(app, hub, [wrong, good, { ...twins, people: [person, person] }]);
  expect(await outcomes(response)).toEqual(['refused', 'created', 'refused']);
  expect((await app.services.storage.listExchanges(null)).map(({ topic }) => topic)).toEqual(['Good']);
});

test('when the store fails in the middle, nothing of an exchange stays, and it can be sent again', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const made = newExchange(hub);
  const mend = await breakStore(app, 'Олена');
  expect((await create(app, hub, [made])).status).toBe(503);
  expect(await app.services.storage.listExchanges(null)).toEqual([]);
  await mend();
  expect(await outcomes(await create(app, hub, [made]))).toEqual(['created']);
});

test('nobody but Hub staff creates exchanges, and what is not one is named', async () => {
  await using app = await openTestApp();
  const hub = await signIn(app, null, 'hub');
  const made = newExchange(hub);
  await create(app, hub, [made]);
  const mentor = await signIn(app, made.exchange.id, 'mentor');
  expect((await create(app, mentor, [newExchange(mentor)])).status).toBe(403);
  expect((await create(app, hub, [{ ...made, exchange: { ...made.exchange, currency: 'XXX' } }])).status).toBe(400);
});
