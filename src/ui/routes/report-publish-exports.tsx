import { cdxIconCopy, cdxIconDownload, cdxIconPrinter } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { codeOf } from '#domain/errors.ts';
import type { Collected } from '#domain/publication/collect.ts';
import type { DocumentPart } from '#domain/publication/document.ts';
import { jsonOf } from '#domain/publication/json.ts';
import { markdownOf } from '#domain/publication/markdown.ts';
import { wikitextOf } from '#domain/publication/wikitext.ts';
import { packPublication } from '#store/pack-publication.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Saved } from '../components/saved.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';

type ExportsProps = { collected: Collected; parts: readonly DocumentPart[] };
type Notice = { type: 'success' | 'warning' | 'error'; words: string };

/** The ways out: to Meta-Wiki, to Commons, to paper, and for programs. */
export function PublishExports({ collected, parts }: ExportsProps) {
  const { t } = useMessages();
  const [progress, setProgress] = useState<string | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const make = useMakers({ collected, parts }, setProgress, setNotice);
  const isBusy = progress !== null;
  return (
    <div class="publish-exports">
      <div class="actions">
        <Button weight="primary" icon={cdxIconCopy} onClick={() => void make.copy()}>
          {t('publish-copy')}
        </Button>
        <Button icon={cdxIconDownload} disabled={isBusy} onClick={() => void make.zip()}>
          {t('publish-zip')}
        </Button>
        <Button icon={cdxIconPrinter} onClick={() => window.print()}>
          {t('publish-print')}
        </Button>
        <Button icon={cdxIconDownload} onClick={() => void make.wikitext()}>
          {t('publish-wikitext')}
        </Button>
        <Button icon={cdxIconDownload} onClick={() => void make.markdown()}>
          {t('publish-markdown')}
        </Button>
        <Button icon={cdxIconDownload} onClick={() => void make.json()}>
          {t('publish-json')}
        </Button>
      </div>
      <p class="save-outcome figures" aria-live="polite">
        {progress}
        {notice?.type === 'success' && <Saved>{notice.words}</Saved>}
      </p>
      {notice && notice.type !== 'success' && (
        <Message type={notice.type} announce>
          {notice.words}
        </Message>
      )}
    </div>
  );
}

function useMakers(
  { collected, parts }: ExportsProps,
  setProgress: (words: string | null) => void,
  setNotice: (notice: Notice | null) => void,
) {
  const { t } = useMessages();
  const { device } = useApp();
  const store = useStore();
  const { publication } = collected;
  const { firstDay, language } = publication;
  const name = ['report', firstDay, ...(language ? [language] : [])].join('-');

  async function save(maker: () => Blob | Promise<Blob>, end: string): Promise<void> {
    setNotice(null);
    try {
      await device.saveFile(await maker(), `${name}.${end}`);
    } catch (error) {
      setNotice({ type: 'error', words: t('publish-failed', t(errorKey(codeOf(error)))) });
    }
    setProgress(null);
  }

  const textFile = (text: string, type: string) => () => new Blob([text], { type: `${type};charset=utf-8` });

  async function pack(): Promise<Blob> {
    const texts = [
      { name: 'report.wiki.txt', text: wikitextOf(parts) },
      { name: 'report.md', text: markdownOf(publication.topic, parts) },
      { name: 'report.json', text: jsonOf(publication) },
    ];
    const { file, missing } = await packPublication(store, collected, texts, (done, total) =>
      setProgress(t('publish-progress', done + 1, total)),
    );
    if (missing.length > 0)
      setNotice({ type: 'warning', words: t('publish-missing', missing.length, missing.join(', ')) });
    return file;
  }

  return {
    copy: () =>
      navigator.clipboard.writeText(wikitextOf(parts)).then(
        () => setNotice({ type: 'success', words: t('publish-copied') }),
        () => setNotice({ type: 'error', words: t('publish-copy-failed') }),
      ),
    wikitext: () => save(textFile(wikitextOf(parts), 'text/plain'), 'wiki.txt'),
    markdown: () => save(textFile(markdownOf(publication.topic, parts), 'text/markdown'), 'md'),
    json: () => save(textFile(jsonOf(publication), 'application/json'), 'json'),
    zip: () => save(pack, 'commons.zip'),
  };
}
