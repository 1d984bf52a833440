import type { Format } from '../i18n/format.ts';
import type { MessageKey, Translate } from '../i18n/i18n.ts';

/** `missing`: it is needed. `advice`: one can travel without. `unknown`: it could not be found out. */
export type CheckState = 'ready' | 'advice' | 'missing' | 'unknown' | 'looking';

/** What a check's button does on this screen. */
export type MendAct = 'install' | 'update' | 'protect' | 'remind' | 'shell' | 'sync' | 'files' | 'again';

/** The one way to put it right: something done here, or the screen where it is done. */
export type Mend = Doing | { label: MessageKey; href: string };
export type Doing = { label: MessageKey; act: MendAct /** The files that it is about. */; hashes?: readonly string[] };

/** One line of the screen: what was found, and why it matters. */
export type Check = {
  id: string;
  title: MessageKey;
  state: CheckState;
  /** In words of the person's language. */
  found: string;
  why: MessageKey;
  mend?: Mend | undefined;
  /** The steps of installing stand below it. */
  guide?: boolean;
};

export type CheckGroup = { title: MessageKey; checks: readonly Check[] };

/** How the checks speak. */
export type Words = { t: Translate; format: Format };
