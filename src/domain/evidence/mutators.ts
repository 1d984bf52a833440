import * as z from 'zod/mini';
import { inOwnName, late } from '../access/access.ts';
import { reject } from '../errors.ts';
import { changesOf, create, defineMutation, type Outcome, pair, patch } from '../mutation.ts';
import { idSchema, languageCodeSchema, proseSchema } from '../scalars.ts';
import { isAddressOfTheWeb } from '../web-address.ts';
import { evidenceSchema, noteSchema, resourceSchema, unblurredSchema } from './schema.ts';

const evidence = evidenceSchema.shape;
const resource = resourceSchema.shape;

function checkAddress({ url }: { url: string }): Outcome {
  return isAddressOfTheWeb(url) ? undefined : reject('rule_broken', 'resource-url');
}

export const evidenceMutations = {
  'evidence.add': defineMutation(z.strictObject(evidence), late(inOwnName(pair)), (tx, args) =>
    create(tx, 'evidence', args),
  ),

  'evidence.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        caption: evidence.caption,
        language: evidence.language,
        sectionId: evidence.sectionId,
        sessionId: evidence.sessionId,
        licence: evidence.licence,
        creator: evidence.creator,
        takenOn: evidence.takenOn,
        place: evidence.place,
        consent: evidence.consent,
        publish: evidence.publish,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'evidence', id, changes),
  ),

  /** The caption in one further language, so that two people who write two of them offline both keep theirs. */
  'evidence.translate': defineMutation(
    z.strictObject({ id: idSchema, language: languageCodeSchema, text: proseSchema }),
    pair,
    async (tx, { id, language, text }) => {
      const row = await tx.get('evidence', id);
      if (!row) return reject('not_found', 'evidence');
      const { [language]: _, ...others } = row.captions ?? {};
      const captions = text.trim() === '' ? others : { ...others, [language]: text };
      if (Object.keys(captions).length > 20) return reject('rule_broken', 'captions-many');
      await tx.put('evidence', { ...row, captions });
      return undefined;
    },
  ),

  /**
   * Shows a picture in which somebody can't be recognised any more; the first one stays, and private. It is refused when
   * somebody else has blurred the photo meanwhile: whom they had covered would be seen again.
   *
   * `over`: the blob that it was made from; absent in what an older version of the app wrote.
   */
  'evidence.blur': defineMutation(
    z.strictObject({
      id: idSchema,
      over: z.optional(unblurredSchema.shape.blob),
      changes: z.strictObject(unblurredSchema.shape),
    }),
    late(pair),
    async (tx, { id, over, changes }) => {
      const row = await tx.get('evidence', id);
      if (!row) return reject('not_found', 'evidence');
      if (over !== undefined && row.blob !== over) return reject('rule_broken', 'photo-changed');
      const { blob, thumb, type, size } = row;
      await tx.put('evidence', { ...row, ...changes, unblurred: row.unblurred ?? { blob, thumb, type, size } });
      return undefined;
    },
  ),

  'resource.add': defineMutation(
    z.strictObject(resource),
    late(inOwnName(pair)),
    async (tx, args) => checkAddress(args) ?? create(tx, 'resource', args),
  ),

  'resource.edit': defineMutation(
    z.strictObject({
      id: idSchema,
      changes: changesOf({
        sectionId: resource.sectionId,
        kind: resource.kind,
        url: resource.url,
        title: resource.title,
        publish: resource.publish,
      }),
    }),
    pair,
    (tx, { id, changes }) => patch(tx, 'resource', id, changes, checkAddress),
  ),

  'resource.remove': defineMutation(z.strictObject({ id: idSchema }), pair, async (tx, { id }) => {
    if (!(await tx.get('resource', id))) return reject('not_found', 'resource');
    await tx.delete('resource', id);
    return undefined;
  }),

  'note.add': defineMutation(z.strictObject(noteSchema.shape), late(inOwnName(pair)), (tx, args) =>
    create(tx, 'note', args),
  ),

  'note.edit': defineMutation(
    z.strictObject({ id: idSchema, changes: changesOf({ body: noteSchema.shape.body }) }),
    pair,
    (tx, { id, changes }) => patch(tx, 'note', id, changes),
  ),
};
