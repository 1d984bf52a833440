import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Anchor } from '#domain/comment/schema.ts';
import { anchorOf } from '#domain/comment/text-anchor.ts';
import { useMay } from '../hooks/use-may.ts';
import type { JointText } from './joint-text.ts';
import { chosenPassage } from './joint-text-comments-places.ts';
import type { RichEditor } from './joint-text-quill.ts';

/** What a form is about: a new thread, an answer in one, or one’s own words in it. */
export type CommentForm = { by: 'new' } | { by: 'reply'; commentId: string } | { by: 'edit'; id: string };

export type Commenting = {
  /** Whether this person may write comments here now. */
  can: boolean;
  /** The form that is open. */
  form: CommentForm | undefined;
  /** The passage that a new thread is about; null: the whole text, or what a draft that has come back says. */
  anchor: Anchor | null;
  open: (form: CommentForm) => void;
  close: () => void;
};

/** The open form stands in the address, so that a reload or a killed page brings it back. */
export function useCommenting(editor: RichEditor | null, joint: JointText | null): Commenting {
  const { path, query, route } = useLocation();
  const anchor = useRef<Anchor | null>(null);
  const can = useMay('comment.add');
  function open(form: CommentForm): void {
    const passage = form.by === 'new' && editor && joint ? chosenPassage(editor, joint.words()) : null;
    anchor.current = joint && passage ? anchorOf(joint.text, passage) : null;
    route(path + addressOf(form), true);
  }
  const close = () => {
    anchor.current = null;
    route(path, true);
  };
  return { can, form: can ? formIn(query) : undefined, anchor: anchor.current, open, close };
}

function formIn({ comment, reply }: Record<string, string>): CommentForm | undefined {
  if (reply) return { by: 'reply', commentId: reply };
  if (!comment) return undefined;
  return comment === 'new' ? { by: 'new' } : { by: 'edit', id: comment };
}

function addressOf(form: CommentForm): string {
  if (form.by === 'reply') return `?reply=${form.commentId}`;
  return `?comment=${form.by === 'new' ? 'new' : form.id}`;
}
