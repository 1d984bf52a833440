import '../styles/hub.css';
import { cdxIconDownload, cdxIconUpload } from '@wikimedia/codex-icons';
import { useRef, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { HubFrame } from '../components/hub-frame.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { useApp, useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { ImportPreview } from './hub-import-preview.tsx';
import { exampleTable, type IdentifiedPair, identify, readPairsFile } from './hub-import-read.ts';
import { HubPageState } from './hub-page-state.tsx';

/** Many exchanges from a table of matched pairs; nothing is created before it was seen and agreed to. */
export function HubImportPage() {
  const { t } = useMessages();
  return (
    <HubFrame>
      <Page title={t('hub-import-title')} back={{ href: '/hub', label: t('hub-back') }} wide outside={<HubPageState />}>
        <Import />
      </Page>
    </HubFrame>
  );
}

export type Chosen = {
  readonly name: string;
  readonly pairs: readonly IdentifiedPair[];
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly beyond: number;
};

function Import() {
  const { device } = useApp();
  const { t } = useMessages();
  const [chosen, setChosen] = useState<Chosen | 'unreadable' | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const input = useRef<HTMLInputElement>(null);

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    setFailure(null);
    try {
      const table = await readPairsFile(file);
      setChosen(table ? { name: file.name, ...table, pairs: await identify(table.pairs) } : 'unreadable');
    } catch (error) {
      setFailure(codeOf(error, 'file_unreadable'));
    }
  }

  return (
    <>
      <p>{t('hub-import-text')}</p>
      <div class="actions">
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv,text/plain"
          hidden
          onChange={(event) => {
            void choose(event.currentTarget.files?.[0]);
            // So that the same file, corrected meanwhile, can be chosen again.
            event.currentTarget.value = '';
          }}
        />
        <Button
          icon={cdxIconUpload}
          weight={chosen === null ? 'primary' : 'normal'}
          onClick={() => input.current?.click()}
        >
          {t(chosen === null ? 'hub-import-choose' : 'hub-import-another')}
        </Button>
        <Button
          icon={cdxIconDownload}
          onClick={() => void device.saveFile(exampleTable(), 'carnet-exchanges.csv').catch(() => undefined)}
        >
          {t('hub-import-example')}
        </Button>
      </div>
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      {chosen === 'unreadable' && (
        <Message type="error" announce>
          {t('hub-import-unreadable')}
        </Message>
      )}
      {chosen !== null && chosen !== 'unreadable' && <ImportPreview key={chosen.name} chosen={chosen} />}
    </>
  );
}
