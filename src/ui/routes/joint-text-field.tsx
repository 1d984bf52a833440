import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Evidence } from '#domain/evidence/schema.ts';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { useMessages } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import type { JointText } from './joint-text.ts';
import { useOthers } from './joint-text-others.ts';
import { OtherCarets, WritingHere } from './joint-text-presence.tsx';
import type { RichEditor } from './joint-text-quill.ts';
import { JointTextTools } from './joint-text-tools.tsx';

type RichFieldProps = {
  textId: string;
  text: JointText;
  label: string;
  lang: string | undefined;
  guidance: string;
  rows: number;
  evidence: readonly Evidence[];
  onEditor: (editor: RichEditor | null) => void;
  onComment: (() => void) | undefined;
};

/** The document decides what it shows, not a value: an input method composes undisturbed. */
export function RichField({
  textId,
  text,
  label,
  lang,
  guidance,
  rows,
  evidence,
  onEditor,
  onComment,
}: RichFieldProps) {
  const { t } = useMessages();
  const mayWrite = useMay('text.edit');
  const id = useId();
  const holder = useRef<HTMLDivElement>(null);
  const [linking, setLinking] = useState(false);
  const named = { 'aria-label': label, 'aria-describedby': `${id}-help`, ...(lang ? { lang } : {}) };
  const attributes = { ...writing, ...named, ...(mayWrite ? {} : readOnly) };
  const { editor, failed } = useRichEditor(text, holder, attributes, () => setLinking(true));
  useEffect(() => onEditor(editor), [editor, onEditor]);
  const others = useOthers(textId, text.text, editor, mayWrite);
  return (
    <div class="cdx-field">
      <div class="cdx-label rich-label">
        <span class="cdx-label__label" aria-hidden="true">
          <span class="cdx-label__label__text">{label}</span>
        </span>
        <WritingHere others={others} />
      </div>
      <div class={`cdx-field__control rich-editor rich-rows-${rows > 6 ? 'many' : 'few'}`}>
        {mayWrite && editor && (
          <JointTextTools
            editor={editor}
            evidence={evidence}
            linking={linking}
            onLinking={setLinking}
            onComment={onComment}
            label={label}
          />
        )}
        {!editor && !failed && <Loading />}
        <div class="rich-page">
          <div ref={holder} class="rich-holder" />
          {editor && <OtherCarets others={others} text={text.text} editor={editor} />}
        </div>
      </div>
      {failed && (
        <Message type="error" title={t('rich-failed')} announce>
          <p>{t('rich-failed-text')}</p>
          <div class="rich-plain" dir="auto">
            {text.words()}
          </div>
        </Message>
      )}
      <div class="cdx-field__help-text" id={`${id}-help`}>
        {guidance}
      </div>
    </div>
  );
}

const writing = { role: 'textbox', 'aria-multiline': 'true', dir: 'auto' };
const readOnly = { 'aria-readonly': 'true', tabindex: '0' };

/** The editor is large, and comes with the first text that is opened. */
function useRichEditor(
  text: JointText,
  holder: { readonly current: HTMLDivElement | null },
  attributes: Record<string, string>,
  onLink: () => void,
): { editor: RichEditor | null; failed: boolean } {
  const [editor, setEditor] = useState<RichEditor | null>(null);
  const [failed, setFailed] = useState(false);
  const isReadOnly = 'aria-readonly' in attributes;
  useEffect(() => {
    let opened: RichEditor | undefined;
    let isGone = false;
    const open = async () => {
      const { openRichEditor } = await import('./joint-text-quill.ts');
      if (isGone || !holder.current) return;
      opened = openRichEditor(holder.current, text, { readOnly: isReadOnly, attributes, onLink });
      setEditor(opened);
    };
    open().catch(() => setFailed(true));
    return () => {
      isGone = true;
      opened?.close();
      setEditor(null);
      holder.current?.replaceChildren();
    };
  }, [text, isReadOnly, attributes['aria-label'], attributes.lang]);
  return { editor, failed };
}
