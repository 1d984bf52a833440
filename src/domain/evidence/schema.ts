import * as z from 'zod/mini';
import { fileFields } from '../expense/schema.ts';
import {
  daySchema,
  idSchema,
  instantSchema,
  languageCodeSchema,
  lineSchema,
  proseSchema,
  titleSchema,
} from '../scalars.ts';

/** What Wikimedia Commons takes and the programme offers; the first unless somebody chooses. */
export const licences = ['CC BY-SA 4.0', 'CC BY 4.0', 'CC0 1.0'] as const;
export type Licence = (typeof licences)[number];

/**
 * What the people shown say to being published. `nobody`: none can be recognised. Absent, as in what an older version
 * of the app wrote, is `not-asked`.
 */
export const consents = ['not-asked', 'agreed', 'nobody'] as const;
export type Consent = (typeof consents)[number];

/** The words under a photo in further languages, by language. */
export const captionsSchema = z
  .record(languageCodeSchema, proseSchema)
  .check(z.refine((captions) => Object.keys(captions).length <= 20));

/** The file that a photo was before somebody in it was made unrecognisable: it stays, and is never published. */
export const unblurredSchema = z.object({
  blob: fileFields.blob,
  thumb: fileFields.thumb,
  type: fileFields.type,
  size: fileFields.size,
});

/** A photo or file of the visit, for the report; unlike a receipt it may be published. */
export const evidenceSchema = z.looseObject({
  id: idSchema,
  /** The report section it stands in, if any yet. */
  sectionId: z.nullable(idSchema),
  /** The session that it was taken in, if it was in one. */
  sessionId: z.optional(z.nullable(idSchema)),
  caption: proseSchema,
  licence: z.enum(licences),
  /** The language of `caption`; absent: nobody has said. */
  language: z.optional(languageCodeSchema),
  captions: z.optional(captionsSchema),
  /** Who made it, as Commons names them; absent or empty: whoever added it. */
  creator: z.optional(lineSchema),
  /** When it was taken, in host time; absent: on the day when it was added. */
  takenOn: z.optional(z.nullable(daySchema)),
  place: z.optional(lineSchema),
  consent: z.optional(z.enum(consents)),
  /** Whether the pair wants it published. Absent: private, as long as nobody has been asked. */
  publish: z.optional(z.boolean()),
  unblurred: z.optional(unblurredSchema),
  ...fileFields,
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What a resource is: a page that the visit has brought about, or something to read or use. */
export const resourceKinds = ['new-page', 'improved-page', 'tool', 'link'] as const;

/** A page, a tool or a link that shows or carries on what was done. Its address is meant to be read by everybody. */
export const resourceSchema = z.looseObject({
  id: idSchema,
  sectionId: z.nullable(idSchema),
  kind: z.enum(resourceKinds),
  /** An address of the web. The mutations check it. */
  url: titleSchema,
  /** What it is called; empty for a wiki page, whose title is in its address. */
  title: lineSchema,
  publish: z.boolean(),
  createdBy: idSchema,
  createdAt: instantSchema,
});
export type Resource = z.infer<typeof resourceSchema>;

/** A note of the visit, shared by the pair. */
export const noteSchema = z.looseObject({
  id: idSchema,
  body: proseSchema,
  createdBy: idSchema,
  createdAt: instantSchema,
});
export type Note = z.infer<typeof noteSchema>;
