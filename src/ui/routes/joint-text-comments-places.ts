import type * as Y from 'yjs';
import type { Comment } from '#domain/comment/schema.ts';
import { type Held, type Passage, type Place, placesOf, readAnchor } from '#domain/comment/text-anchor.ts';
import { isOpen } from '#domain/comment/threads.ts';
import { type Look, openMarks } from './joint-text-comments-marks.ts';
import type { RichEditor } from './joint-text-quill.ts';

/** Typing is not held up: the places are looked for when there is a pause of this many ms. */
const pause = 120;

/** Where the comments on a text stand: by their ids, in the order of the text. */
export type Places = ReadonlyMap<string, Place>;

export type CommentPlaces = {
  /** Follows these comments from now on; resolved ones are found, and not marked. */
  follow(comments: readonly Comment[]): void;
  /** Marks one comment's passage as the one that is read now. */
  choose(id: string | null): void;
  /** Brings its passage into sight, and where there is no touch screen selects it. */
  reveal(id: string): void;
  close(): void;
};

type Followed = { readonly comment: Comment; readonly held: Held | null };

/**
 * Follows the places of comments in an open text.
 *
 * @param onPlaces called when their order has changed, or one is gone or there again: not after each letter
 * @param onCaret  called with the comment in whose passage the caret is put, or null
 */
export function followPlaces(
  { quill }: Pick<RichEditor, 'quill'>,
  text: Y.Text,
  onPlaces: (places: Places) => void,
  onCaret: (id: string | null) => void,
): CommentPlaces {
  const marks = openMarks(quill);
  let followed: readonly Followed[] = [];
  let places: Places = new Map();
  let told = '';
  let chosen: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRevealing = false;

  const mark = () => marks.show(followed.flatMap(({ comment }) => markOf(comment, places.get(comment.id), chosen)));

  function look(): void {
    clearTimeout(timer);
    timer = undefined;
    const found = placesOf(
      text,
      followed.map(({ held }) => held),
    );
    const entries = followed.map(({ comment }, index) => [comment.id, found[index] ?? 'gone'] as const);
    places = new Map(entries.sort(([, a], [, b]) => startOf(a) - startOf(b)));
    mark();
    const news = [...places].map(([id, place]) => id + (typeof place === 'string' ? place : '')).join();
    if (news === told) return;
    told = news;
    onPlaces(places);
  }

  const onChange = (type: string) => {
    if (type === 'text-change') timer ??= setTimeout(look, pause);
    else if (!isRevealing) onCaret(commentAt(places, quill.selection.lastRange));
  };
  quill.on('editor-change', onChange);

  return {
    follow(comments) {
      const known = new Map(followed.map((entry) => [entry.comment.id, entry.held]));
      followed = comments.flatMap((comment) => {
        const { id, anchor } = comment;
        return anchor ? [{ comment, held: known.get(id) ?? readAnchor(anchor) }] : [];
      });
      look();
    },
    choose(id) {
      if (chosen === id) return;
      chosen = id;
      mark();
    },
    reveal(id) {
      if (timer) look();
      const place = places.get(id);
      if (typeof place !== 'object') return;
      isRevealing = true;
      // On a touch screen the focus would bring the keyboard over what is to be read.
      if (matchMedia('(pointer: fine)').matches) quill.setSelection(place.from, place.to - place.from, 'silent');
      isRevealing = false;
      marks.reveal(id);
    },
    close() {
      clearTimeout(timer);
      quill.off('editor-change', onChange);
      marks.close();
    },
  };
}

/** What is gone comes last. */
const startOf = (place: Place) => (typeof place === 'object' ? place.from : Number.MAX_SAFE_INTEGER);

function markOf(comment: Comment, place: Place | undefined, chosen: string | null) {
  const { id, todoFor } = comment;
  const isChosen = id === chosen;
  if (typeof place !== 'object' || (!isChosen && !isOpen(comment))) return [];
  const look: Look = isChosen ? 'chosen' : todoFor === null ? 'comment' : 'todo';
  return [{ ...place, id, look }];
}

/** The shortest passage that holds the caret, so that one within another can be reached. */
function commentAt(places: Places, range: { index: number } | null): string | null {
  if (!range) return null;
  let [best, size] = [null as string | null, Number.POSITIVE_INFINITY];
  for (const [id, place] of places) {
    if (typeof place !== 'object' || range.index < place.from || range.index > place.to) continue;
    if (place.to - place.from < size) [best, size] = [id, place.to - place.from];
  }
  return best;
}

/**
 * The words that are selected, without the spaces around them, or else the line of the caret; null, for the whole text,
 * where the line is empty or the caret was never put into the text.
 */
export function chosenPassage({ quill }: Pick<RichEditor, 'quill'>, words: string): Passage | null {
  // The browser may have told of what was just selected only to itself.
  quill.selection.update('user');
  const { lastRange, savedRange } = quill.selection;
  const range = lastRange ?? savedRange;
  // What Quill begins with.
  if (!lastRange && range.index === 0 && range.length === 0) return null;
  const selected =
    range.length > 0 ? { from: range.index, to: range.index + range.length } : lineAt(words, range.index);
  const slice = words.slice(selected.from, selected.to);
  const from = selected.from + (slice.length - slice.trimStart().length);
  const to = from + slice.trim().length;
  return to > from ? { from, to } : null;
}

function lineAt(words: string, index: number): Passage {
  const end = words.indexOf('\n', index);
  return { from: words.lastIndexOf('\n', index - 1) + 1, to: end < 0 ? words.length : end };
}
