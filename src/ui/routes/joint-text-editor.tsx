import '../styles/report.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Field, useFieldLinks } from '../components/field.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type JointText, openJointText, type SaveState } from './joint-text.ts';

type JointTextEditorProps = {
  textId: string;
  label: string;
  guidance: string;
  rows?: number;
  /** Stands beside what is said of saving. */
  children?: ComponentChildren;
};

/** The text area opens only over what the device has: typing into an empty one would look like starting anew. */
export function JointTextEditor({ textId, label, guidance, rows = 12, children }: JointTextEditorProps) {
  const { t } = useMessages();
  const store = useStore();
  const [text, setText] = useState<JointText | null>(null);
  const [save, setSave] = useState<SaveState | null>(null);

  useEffect(() => {
    const opened: JointText = openJointText(store, textId, () => setText(opened), setSave);
    return () => opened.close();
  }, [store, textId]);

  if (!text) return <Loading />;
  return (
    <div class="stack-tight">
      <Field label={label} description={guidance}>
        <JointTextArea text={text} rows={rows} />
      </Field>
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
}

/** Not a controlled input: the document decides what it shows, and an input method composes undisturbed. */
function JointTextArea({ text, rows }: { text: JointText; rows: number }) {
  const { control } = useFieldLinks();
  const isPair = useIsPair();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => (area.current ? text.bind(area.current) : undefined), [text]);
  return (
    <div class="cdx-text-area">
      <textarea
        {...control}
        ref={area}
        class="cdx-text-area__textarea report-text"
        rows={rows}
        dir="auto"
        readOnly={!isPair}
      />
    </div>
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
