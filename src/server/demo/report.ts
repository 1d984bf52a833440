import * as Y from 'yjs';
import { bytesToBase64 } from '#domain/base64.ts';
import { addDays } from '#domain/days.ts';
import type { Section } from '#domain/report/schema.ts';
import { defaultSections } from '#domain/template/defaults.ts';
import { openText, textField } from '#domain/text.ts';
import { by, inOrder, instantAt, type SampleCall, type SampleInput } from './calls.ts';
import type { SamplePeople } from './people.ts';
import { actions, drafts, notes, photos, type Words } from './report-words.ts';

type SectionIds = Readonly<Record<Section['key'], string>>;

/** The template's sections, as the Hub sets them up before the visit. */
export function sectionCalls({ newId }: SampleInput, { hub }: SamplePeople): { ids: SectionIds; calls: SampleCall[] } {
  const sections = inOrder(defaultSections).map((section) => ({ id: newId(), ...section }));
  return {
    // Each key of the template is there once.
    ids: Object.fromEntries(sections.map(({ key, id }) => [key, id])) as SectionIds,
    calls: sections.map((section) => by(hub, 'section.add', section)),
  };
}

/** Notes, photos, the drafted half of the report and what follows the visit. */
export function reportCalls(input: SampleInput, people: SamplePeople, sections: SectionIds): SampleCall[] {
  const made = ({ by: key, day, time }: Words) => ({
    createdBy: people[key].id,
    createdAt: instantAt(addDays(input.today, day), time, input.now),
  });
  const keys = defaultSections.map(({ key }) => key);
  return [
    ...notes.map((note) => by(people[note.by], 'note.add', { id: input.newId(), body: note.text, ...made(note) })),
    ...photos.map((photo) =>
      by(people[photo.by], 'evidence.add', {
        id: input.newId(),
        sectionId: sections[photo.section],
        caption: photo.text,
        licence: 'CC BY-SA 4.0',
        ...input.files[photo.image],
        ...made(photo),
      }),
    ),
    ...keys.flatMap((key) => textCalls(input, people, sections[key], drafts[key] ?? [])),
    ...inOrder(actions).map(({ due, ...action }) =>
      by(people.mentee, 'action.add', { id: input.newId(), ...action, due: addDays(input.today, due) }),
    ),
  ];
}

/** Each author's words, written behind those before as on a phone of their own. */
function textCalls(input: SampleInput, people: SamplePeople, textId: string, words: readonly Words[]): SampleCall[] {
  const updates: string[] = [];
  return words.map(({ by: key, day, time, text }, index) => {
    const doc = openText(updates);
    // Yjs would draw a random one; the sample has to come out the same each time.
    doc.clientID = index + 1;
    const before = Y.encodeStateVector(doc);
    const body = doc.getText(textField);
    body.insert(body.length, text);
    const update = bytesToBase64(Y.encodeStateAsUpdate(doc, before));
    updates.push(update);
    const at = instantAt(addDays(input.today, day), time, input.now);
    return by(people[key], 'text.edit', { id: input.newId(), textId, update, authorId: people[key].id, at });
  });
}
