import type { Caret, PresenceEvent } from '#domain/presence/messages.ts';

/** Somebody else who writes in a text just now. */
export type Other = { readonly participantId: string; readonly caret: Caret };

export type Others = {
  /** Calls back at once, and whenever somebody comes, moves or goes. @returns the way to stop */
  listen(textId: string, listener: (others: readonly Other[]) => void): () => void;
  /** @returns whether the page was not known to be in this text */
  hear(event: PresenceEvent): boolean;
};

/** Who has said nothing for this long (ms) is no longer there. */
const lasts = 30_000;

type Page = Other & { readonly textId: string; readonly forget: () => void };

/** Who writes where, from what they tell; a person with two devices is where they moved last. */
export function createOthers(deps: {
  readonly participantId: string;
  after(milliseconds: number, callback: () => void): () => void;
}): Others {
  /** By page, who moved last at the end. */
  const pages = new Map<string, Page>();
  const listeners = new Map<(others: readonly Other[]) => void, string>();

  function othersIn(textId: string): Other[] {
    const here = [...pages.values()].filter((page) => page.textId === textId);
    const byPerson = new Map(here.map(({ participantId, caret }) => [participantId, { participantId, caret }]));
    return [...byPerson.values()];
  }

  function announce(textId: string | undefined): void {
    if (textId === undefined) return;
    for (const [listener, wanted] of listeners) if (wanted === textId) listener(othersIn(textId));
  }

  function drop(id: string): void {
    const page = pages.get(id);
    page?.forget();
    pages.delete(id);
    announce(page?.textId);
  }

  return {
    listen(textId, listener) {
      listeners.set(listener, textId);
      listener(othersIn(textId));
      return () => listeners.delete(listener);
    },
    hear({ participantId, page: id, textId, caret }) {
      const known = pages.get(id);
      // One's own other phone is no other person.
      if (participantId === deps.participantId) return false;
      if (textId === null || caret === null) {
        // A “no longer there” that comes late says nothing of the text that the page has gone on to.
        if (textId === null || known?.textId === textId) drop(id);
        return false;
      }
      known?.forget();
      pages.delete(id);
      pages.set(id, { participantId, caret, textId, forget: deps.after(lasts, () => drop(id)) });
      if (known && known.textId !== textId) announce(known.textId);
      announce(textId);
      return known?.textId !== textId;
    },
  };
}
