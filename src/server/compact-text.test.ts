import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import type { WireMutation } from '#domain/protocol.ts';
import { pullResponseSchema } from '#domain/protocol.ts';
import { type TextUpdate, textUpdateSchema } from '#domain/report/schema.ts';
import { textField, textOf } from '#domain/text.ts';
import { readHistory } from '#domain/text-history.ts';
import { maxTextUpdates } from './compact-text.ts';
import { seedMutations } from './seed.ts';
import {
  createExchange,
  newId,
  openTestApp,
  sendPull,
  sendPush,
  signIn,
  type TestApp,
  type TestDevice,
} from './test-app.ts';

/** An exchange with one section, and the phones of a mentee and a mentor. */
async function openWorld(app: TestApp) {
  const exchangeId = await createExchange(app);
  const textId = newId();
  const section = { id: textId, order: 'a', key: 'summary', owner: 'both', required: true };
  await seedMutations(app.services, exchangeId, [
    { participantId: newId(), role: 'hub', name: 'section.add', args: section },
  ]);
  const [mentee, mentor] = [await signIn(app, exchangeId), await signIn(app, exchangeId, 'mentor')];
  return { app, exchangeId, textId, mentee, mentor };
}
type World = Awaited<ReturnType<typeof openWorld>>;

/** A person's phone with the text open: what it writes merges with what it has seen. */
function openWriter({ textId }: Pick<World, 'textId'>, device: TestDevice) {
  const doc = new Y.Doc();
  const edits: WireMutation[] = [];
  let at = '';
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'seen') return;
    const args = { id: newId(), textId, update: bytesToBase64(update), authorId: device.participantId, at };
    edits.push({ id: newId(), seq: edits.length + 1, name: 'text.edit', args });
  });
  const text = doc.getText(textField);
  return {
    device,
    doc,
    edits,
    /** Types words letter by letter at the end, at an instant (`12 14:05`, in May 2026). */
    type(time: string, words: string) {
      at = `2026-05-${time.replace(' ', 'T')}:00.000Z`;
      for (const letter of words) text.insert(text.length, letter);
    },
    wipe(time: string) {
      at = `2026-05-${time.replace(' ', 'T')}:00.000Z`;
      text.delete(0, text.length);
    },
    see: (other: { doc: Y.Doc }) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc), 'seen'),
  };
}
type Writer = ReturnType<typeof openWriter>;

async function send({ app, exchangeId }: World, { device, edits }: Writer, from: number): Promise<void> {
  const response = await sendPush(app, device, exchangeId, edits.slice(from));
  expect(response.status).toBe(200);
}

/** The text's rows as a new phone gets them. */
async function rowsOf({ app, exchangeId, mentee }: World): Promise<TextUpdate[]> {
  const { changes } = pullResponseSchema.parse(await (await sendPull(app, mentee, exchangeId)).json());
  return changes.flatMap(({ kind, row }) => (kind === 'textUpdate' ? [textUpdateSchema.parse(row)] : []));
}

const summary = (rows: TextUpdate[], { mentee }: World) =>
  readHistory(rows).sittings.map(({ authorId, from, to, added, removed }) => [
    authorId === mentee.participantId ? 'mentee' : 'mentor',
    `${from.slice(8, 16)}–${to.slice(11, 16)}`,
    added,
    removed,
  ]);

test('many updates become one row for each sitting of each author, over days, with its times', async () => {
  await using app = await openTestApp();
  const world = await openWorld(app);
  const [mine, theirs] = [openWriter(world, world.mentee), openWriter(world, world.mentor)];
  mine.type('12 14:05', 'Ми були ');
  mine.type('12 14:20', 'у Брно. ');
  theirs.see(mine);
  theirs.type('12 21:00', 'We were in Brno. ');
  mine.see(theirs);
  mine.type('13 08:00', `Day two${'.'.repeat(30)}`);
  const [before, last] = [mine.edits.slice(0, 16).length, mine.edits.length];
  expect(last + theirs.edits.length).toBeGreaterThan(maxTextUpdates);
  await send(world, { ...mine, edits: mine.edits.slice(0, before) }, 0);
  await send(world, theirs, 0);
  await send(world, mine, before);

  const rows = await rowsOf(world);
  const rest = last + theirs.edits.length - (maxTextUpdates + 1);
  expect(rows).toHaveLength(3 + rest);
  expect(textOf(rows.map(({ update }) => update))).toBe(`Ми були у Брно. We were in Brno. Day two${'.'.repeat(30)}`);
  expect(summary(rows, world)).toEqual([
    ['mentee', '12T14:05–14:20', 16, 0],
    ['mentor', '12T21:00–21:00', 17, 0],
    ['mentee', '13T08:00–08:00', 37, 0],
  ]);
});

test('what was taken out before and after a merge is still to be read in the history', async () => {
  await using app = await openTestApp();
  const world = await openWorld(app);
  const [mine, theirs] = [openWriter(world, world.mentee), openWriter(world, world.mentor)];
  const words = 'A paragraph that the other side takes out. '.repeat(2);
  mine.type('12 14:05', words);
  await send(world, mine, 0);
  theirs.see(mine);
  theirs.wipe('12 16:00');
  theirs.type('12 16:01', 'Nothing is left'.repeat(5));
  await send(world, theirs, 0);

  const rows = await rowsOf(world);
  expect(rows.length).toBeLessThan(maxTextUpdates);
  expect(textOf(rows.map(({ update }) => update))).toBe('Nothing is left'.repeat(5));
  const history = readHistory(rows);
  expect(history.wordsAfter(0)).toBe(words);
  expect(history.piecesOf(1)).toEqual([
    { change: 'removed', text: words },
    { change: 'added', text: 'Nothing is left'.repeat(5) },
  ]);
});

test('a row that an older server merged, deleted words dropped, stays what it was among the others', async () => {
  await using app = await openTestApp();
  const world = await openWorld(app);
  const [mine, theirs] = [openWriter(world, world.mentee), openWriter(world, world.mentor)];
  mine.type('12 14:05', 'Gone. ');
  mine.wipe('12 14:06');
  mine.type('12 14:07', 'Stays. ');
  const squashed = bytesToBase64(Y.encodeStateAsUpdate(mine.doc));
  const args = { id: newId(), textId: world.textId, update: squashed, authorId: world.mentee.participantId };
  await sendPush(app, world.mentee, world.exchangeId, [
    { id: newId(), seq: 1, name: 'text.edit', args: { ...args, at: '2026-05-12T14:07:00.000Z' } },
  ]);
  theirs.see(mine);
  theirs.type('13 09:00', 'x'.repeat(maxTextUpdates + 5));
  await send(world, theirs, 0);

  const rows = await rowsOf(world);
  expect(rows.length).toBeLessThan(10);
  expect(rows.filter(({ update }) => update === squashed)).toHaveLength(1);
  expect(textOf(rows.map(({ update }) => update))).toBe(`Stays. ${'x'.repeat(maxTextUpdates + 5)}`);
  expect(summary(rows, world).map(([who]) => who)).toEqual(['mentee', 'mentor']);
});

test('an edit that was on its way while the text was merged, or waits for another, finds its place', async () => {
  await using app = await openTestApp();
  const world = await openWorld(app);
  const [mine, theirs] = [openWriter(world, world.mentee), openWriter(world, world.mentor)];
  mine.type('12 14:00', 'Start. ');
  theirs.see(mine);
  theirs.type('12 14:01', 'On its way. ');
  const [late, ...others] = theirs.edits;
  if (!late) throw new Error('no edit');
  // All but its first letter, which the rest builds on, are there when the text is merged.
  await sendPush(
    app,
    world.mentor,
    world.exchangeId,
    others.map((edit, index) => ({ ...edit, seq: index + 1 })),
  );
  mine.type('12 15:00', 'y'.repeat(maxTextUpdates));
  await send(world, mine, 0);
  expect((await rowsOf(world)).length).toBeLessThan(maxTextUpdates);
  await sendPush(app, world.mentor, world.exchangeId, [{ ...late, seq: others.length + 1 }]);

  const words = textOf((await rowsOf(world)).map(({ update }) => update));
  expect(words).toContain('Start. ');
  expect(words).toContain('On its way. ');
  expect(words).toContain('y'.repeat(maxTextUpdates));
});
