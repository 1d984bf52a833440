import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type * as z from 'zod/mini';
import { exchangeId, idMaker, people, sampleExchange } from '#tests/fixtures.ts';
import { bytesToBase64 } from '../base64.ts';
import { type Kind, type Row, rowSchemas } from '../kinds.ts';
import { textField } from '../text.ts';
import { collectPublication } from './collect.ts';
import { informationOf } from './commons.ts';
import { documentOf } from './document.ts';
import { jsonOf } from './json.ts';
import { markdownOf } from './markdown.ts';
import { wikitextOf } from './wikitext.ts';

/**
 * What may be found in an export, by kind and field. Everything else is private: a field that a schema gets next year
 * is planted with a canary here without anybody thinking of it.
 */
const published: Partial<Record<Kind, readonly string[]>> = {
  exchange: ['topic', 'menteeCommunity', 'mentorCommunity', 'hostCity'],
  participant: ['username'],
  objective: ['title'],
  question: ['text', 'answer'],
  session: ['title'],
  actionItem: ['what', 'who'],
  evidence: ['caption', 'captions', 'creator', 'place'],
  resource: ['url', 'title'],
};

const newId = idMaker(0xca);
const canary = (path: string) => `CANARY-${path}`;
const day = '2026-05-12';

/** Values that a schema takes, with a canary in every text that is free. */
function planted(schema: unknown, path: string): unknown {
  const { def } = (schema as z.ZodMiniType)._zod as unknown as { def: Def };
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {}).map(([key, own]) => [key, planted(own, `${path}.${key}`)]),
      );
    case 'array':
      return [planted(def.element, path), planted(def.element, path)];
    case 'record':
      return { cs: planted(def.valueType, path) };
    case 'optional':
    case 'nullable':
    case 'catch':
      return planted(def.innerType, path);
    case 'union':
      return planted(def.options?.[0], path);
    case 'enum':
      return Object.values(def.entries ?? {})[0];
    case 'literal':
      return def.values?.[0];
    case 'boolean':
      return true;
    case 'number':
    case 'int':
      return 7;
    default:
      return textFor(schema as z.ZodMiniType, path);
  }
}

type Def = {
  type: string;
  shape?: Record<string, unknown>;
  element?: unknown;
  valueType?: unknown;
  innerType?: unknown;
  options?: readonly unknown[];
  entries?: Record<string, unknown>;
  values?: readonly unknown[];
};

/** A canary, or where the schema wants a form, the first of these that has it. */
function textFor(schema: z.ZodMiniType, path: string): unknown {
  const forms = [
    canary(path),
    newId(),
    day,
    '10:00',
    `${day}T10:00:00.000Z`,
    'ab'.repeat(32),
    'EUR',
    '1.5',
    'B',
    'AAA=',
    'uk',
  ];
  const fitting = forms.find((form) => schema.safeParse(form).success);
  if (fitting === undefined) throw new Error(`no value for ${path}: the schema has a form that is not known here`);
  return fitting;
}

function plantedRow<K extends Kind>(kind: K, fixed: Partial<Row<K>> = {}): Row<K> {
  const row = { ...(planted(rowSchemas[kind], kind) as object), ...fixed };
  // A rule between two fields may not hold: the canaries are planted all the same.
  return row as unknown as Row<K>;
}

function textUpdate(textId: string, words: string): Row<'textUpdate'> {
  const doc = new Y.Doc();
  doc.getText(textField).insert(0, words);
  return plantedRow('textUpdate', { textId, update: bytesToBase64(Y.encodeStateAsUpdate(doc)) });
}

/** An exchange with one row of each kind at least, published where a row can be. */
function everyRow(): { [K in Kind]: Row<K>[] } {
  const kinds = Object.keys(rowSchemas) as Kind[];
  const rows = Object.fromEntries(kinds.map((kind) => [kind, [plantedRow(kind)]])) as unknown as {
    [K in Kind]: Row<K>[];
  };
  const summary = plantedRow('section', { id: newId(), key: 'summary' });
  const feedback = plantedRow('section', { id: newId(), key: 'feedback' });
  const session = plantedRow('session', { id: newId(), day, start: '09:00', end: '10:00' });
  const { onlyFor: _, ...shared } = session;
  const shown = { type: 'image/jpeg', createdBy: people.mentor } as const;
  const secret = 'PRIVATE-CANARY';
  const [removed, ofFeedback] = [newId(), newId()];
  const hidden = { ...shown, caption: secret, captions: { uk: secret }, creator: secret, place: secret };
  return {
    ...rows,
    exchange: [plantedRow('exchange', { ...sampleExchange, ...planted4() })],
    participant: [
      plantedRow('participant', { id: people.mentor, role: 'mentor' }),
      plantedRow('participant', { id: people.hub, role: 'hub', username: secret }),
    ],
    section: [summary, feedback],
    translation: [
      { id: removed, sectionId: summary.id, language: 'uk', removed: true },
      { id: ofFeedback, sectionId: feedback.id, language: 'uk' },
    ],
    session: [shared, { ...session, id: newId(), title: secret }],
    textUpdate: [
      textUpdate(summary.id, 'PUBLIC-SUMMARY'),
      textUpdate(feedback.id, secret),
      textUpdate(session.id, secret),
      textUpdate(removed, secret),
      textUpdate(ofFeedback, secret),
    ],
    evidence: [
      plantedRow('evidence', { ...shown, sectionId: summary.id, publish: true, consent: 'agreed' }),
      plantedRow('evidence', { ...hidden, publish: false, consent: 'agreed' }),
      plantedRow('evidence', { ...hidden, publish: true, consent: 'not-asked' }),
      plantedRow('evidence', { ...hidden, publish: true, consent: 'agreed', type: 'application/pdf' }),
      oldEvidence(secret),
    ],
    resource: [
      plantedRow('resource', { url: 'https://example.org/CANARY-resource.url', publish: true }),
      plantedRow('resource', { url: 'https://example.org/PRIVATE-CANARY', title: secret, publish: false }),
    ],
  };
}

function planted4() {
  const fields = ['topic', 'menteeCommunity', 'mentorCommunity', 'hostCity', 'venue', 'address', 'policies'] as const;
  return Object.fromEntries(fields.map((field) => [field, canary(`exchange.${field}`)]));
}

/** As an older version of the app wrote it. */
function oldEvidence(caption: string): Row<'evidence'> {
  const { id, blob, thumb, size, name, createdAt } = plantedRow('evidence');
  const file = { blob, thumb, size, name, createdAt, type: 'image/jpeg', createdBy: people.mentor } as const;
  return rowSchemas.evidence.parse({ id, sectionId: null, caption, licence: 'CC BY-SA 4.0', ...file });
}

function everyExport(rows: ReturnType<typeof everyRow>): Record<string, string> {
  const collected = collectPublication((kind) => rows[kind], 'uk');
  if (!collected) throw new Error('nothing to publish');
  const { publication } = collected;
  const parts = documentOf(publication, {
    word: (name) => name,
    own: (name) => name,
    moved: (to) => to,
    actual: (times) => times,
    intro: (names) => names.join(', '),
    uncounted: String,
    day: (date) => date,
  });
  return {
    wikitext: wikitextOf(parts),
    markdown: markdownOf(publication.topic, parts),
    json: jsonOf(publication),
    commons: publication.photos.map((photo) => `${photo.name}\n${informationOf(photo, publication.topic)}`).join('\n'),
    preview: JSON.stringify(parts),
  };
}

const exports = everyExport(everyRow());
const allowed = new Set(
  Object.entries(published).flatMap(([kind, fields]) => fields.map((field) => canary(`${kind}.${field}`))),
);

test.each(Object.keys(exports))('the %s holds no canary of a private field, and none of a private row', (name) => {
  const text = exports[name] ?? '';
  expect(text.length).toBeGreaterThan(100);
  const found = [...text.matchAll(/CANARY-[\w.]+/g)].map(([words]) => words.replace(/\.$/, ''));
  const strange = found.filter((words) => ![...allowed].some((one) => words === one || words.startsWith(`${one}.`)));
  // A photo's name holds its caption, without the dots that a title may not begin or end with.
  expect(strange.filter((words) => !/^CANARY-(evidence\.caption|exchange\.hostCity)/.test(words))).toEqual([]);
  expect(text).not.toContain('PRIVATE-CANARY');
});

test.each(Object.keys(exports))('the %s holds no id of a row and no hash of a file', (name) => {
  expect(exports[name]).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/);
  expect(exports[name]).not.toMatch(/[0-9a-f]{64}/);
  expect(exports[name]).not.toContain(exchangeId);
});

test('what is to be published is there: the canaries are looked for in the right place', () => {
  const { json = '', wikitext = '', markdown = '' } = exports;
  for (const [kind, fields] of Object.entries(published))
    for (const field of fields) expect(json, `${kind}.${field}`).toContain(canary(`${kind}.${field}`));
  expect(wikitext).toContain('PUBLIC-SUMMARY');
  expect(markdown).toContain('PUBLIC-SUMMARY');
  expect(exports.commons).toContain('CANARY-evidence.caption');
});
