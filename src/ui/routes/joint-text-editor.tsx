import '../styles/joint-text.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Evidence } from '#domain/evidence/schema.ts';
import { Button } from '../components/button.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type JointText, openJointText, type SaveState } from './joint-text.ts';
import { JointTextComments } from './joint-text-comments.tsx';
import { useCommenting } from './joint-text-comments-form.ts';
import type { RichEditor } from './joint-text-quill.ts';
import { JointTextTools } from './joint-text-tools.tsx';

type JointTextEditorProps = {
  textId: string;
  label: string;
  guidance: string;
  /** Lines that it is high while it is empty. */
  rows?: number;
  /** What the words may point to. */
  evidence: readonly Evidence[];
  /** Whether its passages can be commented on. */
  comments?: boolean;
  /** Stands beside what is said of saving. */
  children?: ComponentChildren;
};

/** The editor opens only over what the device has: typing into an empty one would look like starting anew. */
export function JointTextEditor(props: JointTextEditorProps) {
  const { textId, label, guidance, rows = 12, evidence, comments = false, children } = props;
  const { t } = useMessages();
  const store = useStore();
  const [text, setText] = useState<JointText | null>(null);
  const [save, setSave] = useState<SaveState | null>(null);
  const [editor, setEditor] = useState<RichEditor | null>(null);
  const commenting = useCommenting(editor, text);

  useEffect(() => {
    const opened: JointText = openJointText(store, textId, () => setText(opened), setSave);
    return () => opened.close();
  }, [store, textId]);

  if (!text) return <Loading />;
  const onComment = comments && commenting.can ? () => commenting.open({ by: 'new' }) : undefined;
  const field = { text, label, guidance, rows, evidence, onEditor: setEditor, onComment };
  const written = (
    <div class="stack-tight">
      <RichField {...field} />
      <div class="report-below">
        <div class="report-save" aria-live="polite">
          {save?.state === 'saving' && <p class="subtle">{t('report-saving')}</p>}
          {save?.state === 'saved' && <Saved>{t('report-saved')}</Saved>}
        </div>
        {children}
      </div>
      {save?.state === 'failed' && <SaveFailed code={save.code} text={text} />}
    </div>
  );
  if (!comments) return written;
  return (
    <div class="stack with-comments">
      {written}
      <JointTextComments textId={textId} text={text} editor={editor} commenting={commenting} />
    </div>
  );
}

type RichFieldProps = Required<Pick<JointTextEditorProps, 'label' | 'guidance' | 'rows' | 'evidence'>> & {
  text: JointText;
  onEditor: (editor: RichEditor | null) => void;
  onComment: (() => void) | undefined;
};

/** The document decides what it shows, not a value: an input method composes undisturbed. */
function RichField({ text, label, guidance, rows, evidence, onEditor, onComment }: RichFieldProps) {
  const { t } = useMessages();
  const mayWrite = useMay('text.edit');
  const id = useId();
  const holder = useRef<HTMLDivElement>(null);
  const [linking, setLinking] = useState(false);
  const attributes = { 'aria-label': label, 'aria-describedby': `${id}-help`, ...(mayWrite ? {} : readOnly) };
  const { editor, failed } = useRichEditor(text, holder, { ...writing, ...attributes }, () => setLinking(true));
  useEffect(() => onEditor(editor), [editor, onEditor]);
  return (
    <div class="cdx-field">
      <div class="cdx-label">
        <span class="cdx-label__label" aria-hidden="true">
          <span class="cdx-label__label__text">{label}</span>
        </span>
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
        <div ref={holder} class="rich-holder" />
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
  }, [text, isReadOnly, attributes['aria-label']]);
  return { editor, failed };
}

/** The words stay on the screen, and there is a way to keep them outside Carnet. */
function SaveFailed({ code, text }: { code: Extract<SaveState, { state: 'failed' }>['code']; text: JointText }) {
  const { t } = useMessages();
  const { device } = useApp();
  const keep = () => device.saveFile(new Blob([text.words()], { type: 'text/plain' }), 'carnet-report.txt');
  return (
    <Message type="error" title={t('report-failed')} announce>
      <p>{t(errorKey(code))}</p>
      <div class="row">
        <Button onClick={() => void text.flush()}>{t('report-retry')}</Button>
        <Button onClick={() => void keep()}>{t('report-keep-file')}</Button>
      </div>
    </Message>
  );
}
