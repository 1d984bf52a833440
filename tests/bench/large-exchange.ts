import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { textField } from '#domain/text.ts';
import { readDemoImages } from '#server/demo/images.ts';
import type { SampleExchange } from '#server/demo/sample-exchange.ts';
import { inviteToDemo, seedDemo } from '#server/demo/seed-demo.ts';
import { putBlob, type SeedMutation, seedMutations } from '#server/seed.ts';
import { closeServices, openServices, type Services } from '#server/services.ts';
import { sampleExpense, sampleReceipt } from '../fixtures.ts';
import { newId, note } from '../load/seed.ts';

/** `rows` at least: what the photos and expenses need is there in any case. */
export type Size = { readonly rows: number; readonly photos: number; readonly expenses: number };

/**
 * Fills an empty folder with the sample exchange, grown to so many rows and photos: expenses, half of the photos as their
 * receipts, the others in the report, notes, and for the rest what was written in the report, sitting by sitting.
 *
 * @returns the secret of a one-time link of the mentee
 */
export async function seedLarge(dataDir: string, { rows, photos, expenses }: Size): Promise<string> {
  const services = await openServices(dataDir, () => {});
  const sample = await seedDemo(services);
  const pictures = await putPictures(services, sample.exchangeId, photos);
  const receipts = pictures.slice(0, Math.min(expenses, Math.ceil(photos / 2)));
  const made = [...expensesOf(sample, expenses, receipts), ...evidenceOf(sample, pictures.slice(receipts.length))];
  const left = rows - sample.calls.length - sample.afterAgreement.length - 2 - made.length;
  const notes = Math.max(0, Math.round(left / 10));
  for (let index = 0; index < notes; index += 1) made.push(own(sample, 'note.add', note(sample.people.mentee.id)));
  made.push(...sittingsOf(sample, Math.max(0, left - notes)));
  await seedMutations(services, sample.exchangeId, made);
  const { mentee } = await inviteToDemo(services, 'http://localhost', sample);
  await closeServices(services);
  return new URL(mentee).hash.slice(1);
}

type Picture = { readonly blob: string; readonly thumb: string; readonly size: number };

/** As many as are missing beside the sample's own, each with bytes of its own. */
async function putPictures(services: Services, exchangeId: string, photos: number): Promise<Picture[]> {
  const { blobs } = await readDemoImages();
  const pictures: Picture[] = [];
  for (let index = 0; index < photos - blobs.length / 2; index += 1) {
    const [picture, thumb] = [blobs[(2 * index) % blobs.length], blobs[(2 * index + 1) % blobs.length]];
    if (!picture || !thumb) throw new Error('the sample has no pictures');
    const put = (bytes: Uint8Array) => putBlob(services, exchangeId, withRemark(bytes, index), 'image/jpeg');
    pictures.push({ blob: await put(picture), thumb: await put(thumb), size: withRemark(picture, index).length });
  }
  return pictures;
}

/** The same picture in other bytes: a JPEG with a comment behind its first marker. */
function withRemark(jpeg: Uint8Array, index: number): Uint8Array {
  const text = Buffer.from(String(index).padStart(8, '0'));
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, text.length + 2]), text, jpeg.subarray(2)]);
}

function own({ people }: SampleExchange, name: string, args: object): SeedMutation {
  return { participantId: people.mentee.id, role: 'mentee', name, args };
}

const hour = 3_600_000;
const merchants = ['Bistro Prázdná stránka', 'Městská doprava', 'Pekárna U Mostu', 'Papírnictví', 'Trafika', 'Lékárna'];
const categories = ['meals', 'local-transport', 'meeting-room', 'travel'];

/** The latest are those with receipts. */
function expensesOf(sample: SampleExchange, count: number, receipts: readonly Picture[]): SeedMutation[] {
  const createdBy = sample.people.mentee.id;
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => {
    const id = newId();
    const createdAt = new Date(now - (index + 1) * hour).toISOString();
    const day = createdAt.slice(0, 10);
    const expense = {
      ...{ ...sampleExpense(id, createdBy), createdAt, day, currency: 'CZK' },
      amount: 100 + ((index * 7919) % 90_000),
      rate: { value: '0.0405', source: 'typed', day },
      category: categories[index % categories.length],
      merchant: `${merchants[index % merchants.length]} ${index}`,
      note: index % 3 === 0 ? 'For both teams, between two sessions.' : '',
    };
    const picture = receipts[index];
    const receipt = picture && { ...sampleReceipt(newId(), id, picture.blob, createdBy), ...picture, createdAt };
    return [own(sample, 'expense.add', expense), ...(receipt ? [own(sample, 'receipt.add', receipt)] : [])];
  }).flat();
}

function sectionsOf({ calls }: SampleExchange): string[] {
  // The args of section.add have an id.
  return calls.filter(({ name }) => name === 'section.add').map(({ args }) => (args as { id: string }).id);
}

function evidenceOf(sample: SampleExchange, pictures: readonly Picture[]): SeedMutation[] {
  const sections = sectionsOf(sample);
  return pictures.map((picture, index) =>
    own(sample, 'evidence.add', {
      ...{ id: newId(), ...picture, type: 'image/jpeg', name: `IMG_${index}.jpg`, licence: 'CC BY-SA 4.0' },
      sectionId: sections[index % sections.length],
      caption: `At the whiteboard, ${index}`,
      createdBy: sample.people.mentee.id,
      createdAt: new Date(Date.now() - (index + 1) * hour).toISOString(),
    }),
  );
}

/** A sentence each. */
function sittingsOf(sample: SampleExchange, count: number): SeedMutation[] {
  const texts = sectionsOf(sample).map((textId) => ({ textId, doc: new Y.Doc() }));
  const authorId = sample.people.mentee.id;
  return Array.from({ length: count }, (_, index) => {
    const text = texts[index % texts.length];
    if (!text) throw new Error('the sample has no sections');
    const before = Y.encodeStateVector(text.doc);
    const body = text.doc.getText(textField);
    body.insert(body.length, `We wrote down what the library needs for the ${index}th workshop, and who asks for it. `);
    const update = bytesToBase64(Y.encodeStateAsUpdate(text.doc, before));
    const at = new Date(Date.now() - (count - index) * 60_000).toISOString();
    return own(sample, 'text.edit', { id: newId(), textId: text.textId, update, authorId, at });
  });
}
