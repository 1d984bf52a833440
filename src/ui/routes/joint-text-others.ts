import { useEffect, useState } from 'preact/hooks';
import * as Y from 'yjs';
import { base64ToBytes, bytesToBase64 } from '#domain/base64.ts';
import type { Caret } from '#domain/presence/messages.ts';
import { participantsById } from '#store/queries/exchange.ts';
import { type PresencePort, useApp, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import type { RichEditor } from './joint-text-quill.ts';

/** Somebody else who writes in the text that is open. */
export type Other = { readonly participantId: string; readonly name: string; readonly caret: Caret };

/** Tells the others where one writes in a text, and gives who of them writes in it just now. */
export function useOthers(textId: string, text: Y.Text, editor: RichEditor | null, isWriter: boolean): Other[] {
  const { presence } = useApp();
  const store = useStore();
  const people = useLive(() => participantsById(store), [store]);
  const [others, setOthers] = useState<readonly Omit<Other, 'name'>[]>([]);
  useEffect(() => {
    let stop = () => {};
    let isGone = false;
    void presence().then((port) => {
      if (isGone) return;
      const unlisten = port.listen(textId, setOthers);
      const untell = editor && isWriter ? followCaret(port, textId, text, editor) : () => {};
      stop = () => {
        unlisten();
        untell();
      };
    });
    return () => {
      isGone = true;
      stop();
      setOthers([]);
    };
  }, [textId, text, editor, isWriter]);
  return others.flatMap((other) => {
    const name = people?.get(other.participantId)?.name;
    return name === undefined ? [] : [{ ...other, name }];
  });
}

/** Tells where the caret is in an editor, whenever that changes. @returns the way to stop, which is told too */
export function followCaret(
  port: Pick<PresencePort, 'tell'>,
  textId: string,
  text: Y.Text,
  editor: Pick<RichEditor, 'selection' | 'onChange'>,
): () => void {
  const tell = () => {
    const selection = editor.selection();
    if (!selection) return;
    const { index, length } = selection;
    port.tell(textId, { anchor: placeAt(text, index), head: placeAt(text, index + length) });
  };
  // The editor tells of its words before it has moved the caret behind them.
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = editor.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(tell);
  });
  return () => {
    stop();
    clearTimeout(timer);
    port.tell(textId, null);
  };
}

/** A place before a letter, and with it: what is typed there moves the caret on the other phones without a word of it. */
function placeAt(text: Y.Text, index: number): string {
  const place = Y.createRelativePositionFromTypeIndex(text, Math.min(index, text.length));
  return bytesToBase64(Y.encodeRelativePosition(place));
}

/** Where a place is by now; null when the letter beside it has not arrived, or it is no place. */
export function indexOf(text: Y.Text, place: string): number | null {
  if (!text.doc) return null;
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(
      Y.decodeRelativePosition(base64ToBytes(place)),
      text.doc,
    );
    return found?.type === text ? found.index : null;
  } catch {
    return null;
  }
}
