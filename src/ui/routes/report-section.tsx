import { cdxIconHistory } from '@wikimedia/codex-icons';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { isDownloaded } from '#store/queries/exchange.ts';
import { getRow, listRows } from '#store/queries/rows.ts';
import { Button, LinkButton } from '../components/button.tsx';
import { Field, useFieldLinks } from '../components/field.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { Saved } from '../components/saved.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { useLive } from '../hooks/use-live.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { type JointText, openJointText, type SaveState } from './joint-text.ts';
import { EvidenceGallery } from './report-evidence.tsx';
import '../styles/report.css';

/** One part of the report: its joint text and its evidence. */
export function ReportSectionPage() {
  const { t } = useMessages();
  const store = useStore();
  const { id = '' } = useRoute().params;
  const found = useLive(async () => {
    const [section, evidence, downloaded] = await Promise.all([
      getRow(store, 'section', id),
      listRows(store, 'evidence'),
      isDownloaded(store),
    ]);
    return { section, evidence: evidence.filter(({ sectionId }) => sectionId === id), downloaded };
  }, [store, id]);

  const back = { href: '/report', label: t('nav-report') };
  if (!found) return <Page title={t('nav-report')} back={back} children={<Loading />} />;
  const { section, evidence, downloaded } = found;
  if (!downloaded) return <Page title={t('nav-report')} back={back} children={<NotDownloaded />} />;
  if (!section) return <Page title={t('not-found-title')} back={back} children={<p>{t('report-section-gone')}</p>} />;
  return (
    <Page title={t(`section-${section.key}`)} kicker={t(`section-owner-${section.owner}`)} back={back}>
      <Editor
        key={id}
        textId={id}
        label={t(`section-${section.key}`)}
        guidance={t(`section-guidance-${section.key}`)}
      />
      <EvidenceGallery sectionId={id} evidence={evidence} />
    </Page>
  );
}

type EditorProps = { textId: string; label: string; guidance: string };

/** The text area opens only over what the device has: typing into an empty one would look like starting anew. */
function Editor({ textId, label, guidance }: EditorProps) {
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
      <Field label={t('report-text-label', label)} description={guidance}>
        <JointTextArea text={text} />
      </Field>
      <div class="report-below">
        <div class="report-save" aria-live="polite">
          {save?.state === 'saving' && <p class="subtle">{t('report-saving')}</p>}
          {save?.state === 'saved' && <Saved>{t('report-saved')}</Saved>}
        </div>
        <LinkButton href={`/report/${textId}/history`} weight="quiet" icon={cdxIconHistory}>
          {t('history-title')}
        </LinkButton>
      </div>
      <ReadOnly />
      {save?.state === 'failed' && <SaveFailed code={save.code} text={text} />}
    </div>
  );
}

/** Not a controlled input: the document decides what it shows, and an input method composes undisturbed. */
function JointTextArea({ text }: { text: JointText }) {
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
        rows={12}
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
