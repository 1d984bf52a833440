import '../styles/joint-text.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Evidence } from '#domain/evidence/schema.ts';
import { isDownloaded } from '#store/queries/exchange.ts';
import { Button } from '../components/button.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Saved } from '../components/saved.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type JointText, openJointText, type SaveState } from './joint-text.ts';
import { JointTextComments } from './joint-text-comments.tsx';
import { useCommenting } from './joint-text-comments-form.ts';
import { RichField } from './joint-text-field.tsx';
import type { RichEditor } from './joint-text-quill.ts';

type JointTextEditorProps = {
  textId: string;
  label: string;
  /** The language of its words (BCP 47), where it is known. */
  lang?: string | undefined;
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
  const { textId, label, lang, guidance, rows = 12, evidence, comments = false, children } = props;
  const { t } = useMessages();
  const store = useStore();
  const [text, setText] = useState<JointText | null>(null);
  const [part, setPart] = useState<JointText | null>(null);
  const [save, setSave] = useState<SaveState | null>(null);
  const [editor, setEditor] = useState<RichEditor | null>(null);
  const commenting = useCommenting(editor, text);
  const downloaded = useLive(() => isDownloaded(store), [store]);

  useEffect(() => {
    const opened: JointText = openJointText(
      store,
      textId,
      () => setText(opened),
      setSave,
      () => setPart(opened),
    );
    return () => opened.close();
  }, [store, textId]);

  // Between the pages of a first download a text's section may be here and its words not yet.
  if (downloaded === false) return <NotDownloaded />;
  if (!downloaded) return <Loading />;
  if (!text) return part ? <PartOnly text={part} /> : <Loading />;
  const onComment = comments && commenting.can ? () => commenting.open({ by: 'new' }) : undefined;
  const field = { textId, text, label, lang, guidance, rows, evidence, onEditor: setEditor, onComment };
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

/** Its first words are with the phone that wrote them, after a server was set up again from a backup. */
function PartOnly({ text }: { text: JointText }) {
  const { t } = useMessages();
  return (
    <Message type="warning" title={t('text-part-title')} announce>
      <p>{t('text-part-text')}</p>
      <Button onClick={() => text.openAsItIs()}>{t('text-part-open')}</Button>
    </Message>
  );
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
