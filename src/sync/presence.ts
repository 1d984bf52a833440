import { codeOf } from '#domain/errors.ts';
import type { Caret, PresenceEvent, PresenceRequest } from '#domain/presence/messages.ts';
import { createOthers, type Others } from './others.ts';
import { AskedToWait, type Transport } from './transport.ts';

export type PresenceDeps = {
  readonly transport: Pick<Transport, 'send'>;
  readonly exchangeId: string;
  readonly participantId: string;
  /** This page, made of chance when it was opened. */
  readonly page: string;
  /** Whether nothing is to be told: nobody looks at the page, there is no network, or data is saved. */
  isQuiet(): boolean;
  after(milliseconds: number, callback: () => void): () => void;
};

export type Presence = Pick<Others, 'listen'> & {
  /** Where in a text one writes; null: there no longer. Costs nothing when it is said with each letter. */
  tell(textId: string, caret: Caret | null): void;
  /** What the server tells of the others. */
  hear(event: PresenceEvent): void;
  /** The page came to sight, or went out of it. */
  look(): void;
};

/** The least time (ms) between two messages: a caret that runs is told twice a second. */
const least = 500;
/** Who stays where they are says so again after this time (ms): the others forget it after three of them. */
const repeat = 10_000;
/** Who has not moved for so many repetitions (three minutes) has put the phone down. */
const maxRepeats = 18;

/**
 * Tells the others where one writes, and what they tell. All of it is a courtesy that nothing hangs on: what fails is
 * passed over in silence, and a server that knows no such thing is not asked again.
 */
export function createPresence(deps: PresenceDeps): Presence {
  const { after } = deps;
  const others = createOthers(deps);
  let mine: { textId: string; caret: Caret } | null = null;
  /** The text in which the others believe this page to be. */
  let toldIn: string | null = null;
  let isMuted = false;
  let isDue = false;
  let repeats = 0;
  let cancelPause: (() => void) | undefined;
  let cancelRepeat = () => {};

  function sendSoon(): void {
    isDue = true;
    if (cancelPause === undefined) send();
  }

  function send(): void {
    isDue = false;
    const isHere = mine !== null && !deps.isQuiet();
    if (toldIn !== null && (!isHere || mine?.textId !== toldIn)) post({ textId: toldIn, caret: null });
    toldIn = isHere && mine ? mine.textId : null;
    if (isHere && mine) post(mine);
    pause(least);
    cancelRepeat();
    if (isHere && repeats < maxRepeats) cancelRepeat = after(repeat, sayAgain);
  }

  /** Whether the others know it, and will be told again that it is so. */
  function isTold(textId: string, { anchor, head }: Caret): boolean {
    const isSame = mine?.textId === textId && mine.caret.anchor === anchor && mine.caret.head === head;
    return isSame && (isDue || toldIn === textId) && repeats < maxRepeats;
  }

  function sayAgain(): void {
    repeats += 1;
    sendSoon();
  }

  function pause(milliseconds: number): void {
    cancelPause?.();
    cancelPause = after(milliseconds, () => {
      cancelPause = undefined;
      if (isDue) send();
    });
  }

  function post({ textId, caret }: Pick<PresenceRequest, 'textId' | 'caret'>): void {
    if (isMuted) return;
    const message: PresenceRequest = { type: 'presence', page: deps.page, textId, caret };
    const headers = { 'Content-Type': 'application/json' };
    // A page that is being left still says so.
    const init = { method: 'POST', headers, body: JSON.stringify(message), keepalive: caret === null };
    deps.transport.send(`/api/exchanges/${deps.exchangeId}/presence`, init).catch((error: unknown) => {
      if (error instanceof AskedToWait) pause(error.wait);
      const code = codeOf(error);
      if (code === 'not_found' || code === 'not_allowed') isMuted = true;
    });
  }

  return {
    listen: others.listen,
    tell(textId, caret) {
      if (caret && isTold(textId, caret)) {
        repeats = 0;
        return;
      }
      if (caret) mine = { textId, caret };
      else if (mine?.textId === textId) mine = null;
      else return;
      repeats = 0;
      sendSoon();
    },
    hear(event) {
      const isNew = others.hear(event);
      // Who has just come would learn of this page with its next repetition only.
      if (isNew && toldIn === event.textId) sendSoon();
    },
    look: () => {
      if (mine) sendSoon();
    },
  };
}
