import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { boardResponseSchema } from '#domain/board/protocol.ts';
import { type PullResponse, pullResponseSchema } from '#domain/protocol.ts';
import { hashOf } from '#domain/signature/content.ts';
import type { SignedItem } from '#domain/signature/schema.ts';
import { instant, sampleSection } from '#tests/fixtures.ts';
import { reportAtServer } from './signed-report.ts';
import { createExchange, newId, openTestApp, post, sendPull, sendPush, signIn, type TestDevice } from './test-app.ts';

async function openReport() {
  const app = await openTestApp();
  const exchangeId = await createExchange(app);
  const [hub, mentee, mentor] = [
    await signIn(app, null, 'hub'),
    await signIn(app, exchangeId, 'mentee'),
    await signIn(app, exchangeId, 'mentor'),
  ];
  const seqs = new Map<TestDevice, number>();
  async function send(device: TestDevice, name: string, args: object): Promise<string | undefined> {
    const seq = (seqs.get(device) ?? 0) + 1;
    seqs.set(device, seq);
    expect((await sendPush(app, device, exchangeId, [{ id: newId(), seq, name, args }])).ok).toBe(true);
    const { rejected } = await pull(device);
    const refused = rejected.find((one) => one.seq === seq);
    return refused && (refused.detail ?? refused.code);
  }
  async function pull(device: TestDevice): Promise<PullResponse> {
    return pullResponseSchema.parse(await (await sendPull(app, device, exchangeId)).json());
  }
  const sectionId = newId();
  const text = (device: TestDevice, words: string) => {
    const doc = new Y.Doc();
    doc.getText('body').insert(0, words);
    const update = bytesToBase64(Y.encodeStateAsUpdate(doc));
    return send(device, 'text.edit', {
      id: newId(),
      textId: sectionId,
      update,
      authorId: device.participantId,
      at: instant,
    });
  };
  expect(await send(hub, 'section.add', sampleSection(sectionId))).toBeUndefined();
  const item = { id: newId(), order: 'V', what: 'Call', who: '', due: null, done: false, note: '' };
  expect(await send(mentee, 'action.add', item)).toBeUndefined();
  expect(await text(mentee, 'We met.')).toBeUndefined();
  const report = () =>
    app.services.storage.write(exchangeId, async (writer) => reportAtServer(writer.txAt(await writer.version())));
  const sign = (device: TestDevice, content: SignedItem[] | undefined, hash: string) =>
    send(device, 'report.sign', { id: newId(), hash, at: instant, ...(content ? { content } : {}) });
  const accept = (hash: string) =>
    send(hub, 'report.review', {
      id: newId(),
      verdict: 'approved',
      words: '',
      by: hub.participantId,
      at: instant,
      texts: [],
      hash,
    });
  return { app, mentee, mentor, text, report, sign, accept, pull };
}

test('the server takes a signature only for the words that it has, whatever its sender calls them', async () => {
  const { app, mentee, mentor, text, report, sign } = await openReport();
  await using _ = app;
  const seen = await report();
  const other = seen.map((item) => (item.kind === 'section' ? { ...item, text: [{ insert: 'We won.' }] } : item));
  expect(await sign(mentee, other, hashOf(other))).toBe('report-changed');
  expect(await sign(mentee, other, hashOf(seen))).toBe('content');
  expect(await text(mentor, 'Twice.')).toBeUndefined();
  expect(await sign(mentee, seen, hashOf(seen))).toBe('report-changed');
  const now = await report();
  expect(await sign(mentee, now, hashOf(now))).toBeUndefined();
});

test('a report that no message holds is signed by its hash alone, and kept as the server has it', async () => {
  const { app, mentee, mentor, report, sign, pull } = await openReport();
  await using _ = app;
  const content = await report();
  expect(await sign(mentee, undefined, 'ab'.repeat(32))).toBe('report-changed');
  expect(await sign(mentee, undefined, hashOf(content))).toBeUndefined();
  const { changes } = await pull(mentor);
  expect(changes.filter(({ kind }) => kind === 'signedReport').map(({ row }) => row?.content)).toEqual([content]);
});

test('the Hub accepts what both sides have signed, as long as it is what stands there', async () => {
  const { app, mentee, mentor, text, report, sign, accept } = await openReport();
  await using _ = app;
  const content = await report();
  const hash = hashOf(content);
  expect(await sign(mentee, content, hash)).toBeUndefined();
  expect(await accept(hash)).toBe('report-unsigned');
  expect(await sign(mentor, content, hash)).toBeUndefined();
  expect(await text(mentor, 'Twice.')).toBeUndefined();
  expect(await accept(hash)).toBe('report-changed');
  const now = await report();
  expect(await accept(hashOf(now))).toBe('report-unsigned');
  expect(await sign(mentee, now, hashOf(now))).toBeUndefined();
  expect(await sign(mentor, now, hashOf(now))).toBeUndefined();
  expect(await accept(hashOf(now))).toBeUndefined();
});

test('the Hub’s board says submitted for what both sides have signed, and no more once it was edited', async () => {
  const { app, mentee, mentor, text, report, sign } = await openReport();
  await using _ = app;
  const hub = await signIn(app, null, 'hub');
  const onBoard = async () => {
    const response = await post(app, hub.token, '/api/hub/board', { type: 'board', after: null, known: {} });
    return boardResponseSchema.parse(await response.json()).items[0]?.entry?.summary;
  };
  const signBoth = async () => {
    const now = await report();
    for (const device of [mentee, mentor]) expect(await sign(device, now, hashOf(now))).toBeUndefined();
  };
  expect((await onBoard())?.report).toBe('open');
  await signBoth();
  expect(await onBoard()).toMatchObject({ report: 'submitted', waiting: { reports: 1 } });
  expect(await text(mentor, 'One more sentence.')).toBeUndefined();
  expect(await onBoard()).toMatchObject({ report: 'open', waiting: { reports: 0 } });
  await signBoth();
  expect(await onBoard()).toMatchObject({ report: 'submitted' });
});
