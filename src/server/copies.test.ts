import { expect, test, vi } from 'vitest';
import { putBlob } from './seed.ts';
import { createExchange, openTestApp, post, signIn, type TestApp, type TestDevice } from './test-app.ts';

const bytes = (fill: number) => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, fill, fill]);

function copies(app: TestApp, { token }: TestDevice, exchange: string, body: unknown): Promise<Response> {
  return post(app, token, `/api/exchanges/${exchange}/copies`, body);
}

test('S6: the server tells whose phone took a photo since when somebody else’s holds it, and tells the others at once', async () => {
  await using app = await openTestApp();
  const exchange = await createExchange(app);
  const author = await signIn(app, exchange, 'mentee');
  const other = await signIn(app, exchange, 'mentor');
  const hash = await putBlob(app.services, exchange, bytes(1), 'image/jpeg');
  const alone = await putBlob(app.services, exchange, bytes(2), 'image/jpeg');
  let events = 0;
  app.services.events.subscribe(exchange, () => {
    events += 1;
  });
  const ask = { type: 'copies', have: [], ask: [hash, alone] };
  expect(await (await copies(app, author, exchange, ask)).json()).toMatchObject({ type: 'copies', seen: [] });
  for (let time = 0; time < 2; time += 1) await copies(app, other, exchange, { ...ask, have: [hash], ask: [] });
  // PostgreSQL tells it when it has come round.
  await vi.waitFor(() => expect(events).toBe(1), 20_000);
  expect(await (await copies(app, author, exchange, ask)).json()).toMatchObject({
    type: 'copies',
    seen: [{ hash, at: expect.stringMatching(/^\d{4}-.*Z$/) }],
  });
  expect(await (await copies(app, other, exchange, ask)).json()).toMatchObject({ type: 'copies', seen: [] });
});

test('a copy of what the server does not have, or in somebody else’s exchange, is not noted', async () => {
  await using app = await openTestApp();
  const exchange = await createExchange(app);
  const author = await signIn(app, exchange, 'mentee');
  const stranger = await signIn(app, await createExchange(app, 'Another'), 'mentor');
  const unknown = 'a'.repeat(64);
  const body = { type: 'copies', have: [unknown], ask: [] };
  expect((await copies(app, stranger, exchange, body)).status).toBe(403);
  expect((await copies(app, author, exchange, body)).status).toBe(200);
  expect(await app.services.storage.files.copiesOfOthers(exchange, stranger.participantId, [unknown])).toEqual([]);
  const tooMany = { ...body, have: Array.from({ length: 501 }, () => unknown) };
  expect(await (await copies(app, author, exchange, tooMany)).json()).toMatchObject({ code: 'bad_request' });
});
