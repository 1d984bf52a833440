import type { Caption } from '../evidence/publishing.ts';
import type { Consent, Licence, Resource } from '../evidence/schema.ts';
import type { WikiPage } from '../evidence/wiki-address.ts';
import type { Exchange } from '../exchange/schema.ts';
import type { Currency } from '../expense/money.ts';
import type { Category, PhotoType } from '../expense/schema.ts';
import type { ObjectiveState } from '../plan/schema.ts';
import type { Section } from '../report/schema.ts';
import type { Block } from '../rich-text.ts';
import type { Role } from '../scalars.ts';
import type { ActualTimes } from '../schedule/schema.ts';
import type { Slot } from '../schedule/slot.ts';

/**
 * What of an exchange everybody may read, and nothing else: all exports are made from this and from no row. It names
 * no row by its id and no person but by the name that they have on the wikis.
 */
export type Publication = {
  /** The language that was asked for; null: each section in its own text. */
  language: string | null;
  topic: string;
  menteeCommunity: string;
  mentorCommunity: string;
  hostCity: string;
  format: Exchange['format'];
  firstDay: string;
  lastDay: string;
  people: PublishedPerson[];
  sections: PublishedSection[];
  objectives: { title: string; state: ObjectiveState }[];
  days: { day: string; sessions: PublishedSession[] }[];
  questions: { text: string; answer: string }[];
  /** Null where the pair has made text of it. */
  finances: PublishedFinances | null;
  actions: { what: string; who: string; due: string | null; done: boolean }[];
  photos: PublishedPhoto[];
  resources: PublishedResource[];
};

export type PublishedPerson = { username: string; role: Exclude<Role, 'hub'>; lead: boolean };
/** `language` is that of its words; null: nobody has said. */
export type PublishedSection = { key: Section['key']; language: string | null; blocks: PublishedBlock[] };
/** A block of text; a reference to evidence has become the name of its file, where that is published. */
export type PublishedBlock = Block;
export type PublishedSession = {
  title: string;
  planned: Slot;
  movedTo: Slot | null;
  outcome: 'done' | 'dropped' | 'open';
  actual: ActualTimes | null;
};

/** Minor units of `currency`; `category` null: not put under one. `uncounted`: spendings whose amount is not known. */
export type PublishedFinances = {
  currency: Currency;
  lines: { category: Category | null; approved: number; spent: number }[];
  approved: number;
  spent: number;
  uncounted: number;
};

export type PublishedPhoto = {
  /** What it is called on Commons, without `File:`. */
  name: string;
  type: PhotoType;
  captions: Caption[];
  /** A username without its namespace, or words; empty where nobody is named. */
  creator: string;
  /** Whether `creator` is a user of the wikis. */
  isUser: boolean;
  takenOn: string;
  place: string;
  licence: Licence;
  consent: Exclude<Consent, 'not-asked'>;
  section: Section['key'] | null;
};

export type PublishedResource = {
  kind: Resource['kind'];
  url: string;
  title: string;
  page: WikiPage | null;
  section: Section['key'] | null;
};

/** Where the bytes of a published photo are: for making the files, and in none of them. */
export type PhotoBytes = { name: string; blob: string };

/** In which languages the sections are written, and which of them have words but none in the one that was asked for. */
export type Languages = { offered: string[]; lacking: Section['key'][] };

/** What stays out, and why: for the people who publish, not for what they publish. */
export type KeptOut = {
  photos: { id: string; caption: string; reason: 'private' | 'consent' | 'type' }[];
  resources: number;
  personalSessions: number;
  peopleWithoutUsername: number;
};
