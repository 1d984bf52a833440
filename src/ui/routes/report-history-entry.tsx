import { cdxIconUndo } from '@wikimedia/codex-icons';
import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { diffWords, type Piece } from '#domain/text-diff.ts';
import { restoreText } from '#store/restore-text.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { useMessages, useStore } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { countPieces, type Entry, type TextHistoryData } from './report-history-data.ts';
import { countWords, entryAuthor, entryTitle, momentWords } from './report-history-words.ts';
import { placeWords } from './report-part-words.ts';

type EntryProps = { entry: Entry; data: TextHistoryData };

/** The words of one moment, with what had changed, and the way back to them. */
export function HistoryEntry({ entry, data }: EntryProps) {
  const { t, format } = useMessages();
  const unsent = useUnsent();
  const mayWrite = useMay('text.edit');
  const { textId, place, people, zone } = data;
  const pieces = useMemo(() => entry.pieces(), [entry]);
  // A version is opened for its words, a sitting for what somebody did to them.
  const [marked, setMarked] = useState(entry.kind === 'sitting');
  const changes = entry.kind === 'sitting' || entry.previous !== null;
  const then = (at: number) => momentWords({ from: at, to: at }, zone, t, format);
  const back = { href: `/report/${textId}/history`, label: t('history-title') };
  return (
    <Page title={entryTitle(entry, people, t)} kicker={placeWords(t, place)} back={back}>
      <div class="stack-tight">
        <p class="history-moment">
          {entry.kind === 'daily' ? format.day(wallClock(entry.from, zone).day) : momentWords(entry, zone, t, format)}
        </p>
        {entryAuthor(entry, people, t) && <p dir="auto">{entryAuthor(entry, people, t)}</p>}
        {entry.restored !== null && <p>{t('history-brought-back', then(entry.restored))}</p>}
        {changes && <Counts pieces={pieces} />}
        <UnsentMark shown={entry.rowIds.some((id) => unsent.has(id))} />
      </div>
      {entry.words() === data.now ? (
        <p class="subtle">{t('history-now')}</p>
      ) : mayWrite ? (
        <Restore entry={entry} data={data} />
      ) : (
        <ReadOnly write="text.edit" />
      )}
      <div class="stack-tight">
        {changes && (
          <Checkbox checked={marked} onChange={setMarked}>
            {entry.previous === null ? t('history-marks') : t('history-marks-since', then(entry.previous))}
          </Checkbox>
        )}
        <Words pieces={marked ? pieces : pieces.filter(({ change }) => change !== 'removed')} marked={marked} />
      </div>
    </Page>
  );
}

/** How much came and went; it looks as in the text below, and so explains the marks. */
function Counts({ pieces }: { pieces: readonly Piece[] }) {
  const { t, format } = useMessages();
  const { added, removed } = countWords(countPieces(pieces), t, format);
  return (
    <p class="history-counts">
      {added && <ins class="history-added">{added}</ins>}
      {removed && <del class="history-removed">{removed}</del>}
      {!added && !removed && t('history-no-words')}
    </p>
  );
}

function Words({ pieces, marked }: { pieces: readonly Piece[]; marked: boolean }) {
  const { t } = useMessages();
  if (pieces.every(({ text }) => text.trim() === '')) return <p class="history-text subtle">{t('history-blank')}</p>;
  return (
    <div class="history-text" dir="auto">
      {pieces.map(({ change, text }, index) => {
        if (change === 'kept' || !marked) return text;
        // The pieces of one moment never change their order.
        if (change === 'added') return <ins key={index} class="history-added" children={text} />;
        return <del key={index} class="history-removed" children={text} />;
      })}
    </div>
  );
}

/** Asks first, and says what will change; what stands there now stays in the history. */
function Restore({ entry, data }: EntryProps) {
  const { t, format } = useMessages();
  const store = useStore();
  const { route } = useLocation();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState<ErrorCode | null>(null);
  const { textId, place, zone, now } = data;

  async function restore(): Promise<void> {
    try {
      const stood = new Date(entry.to).toISOString();
      const rejection = await restoreText(store, textId, entry.words(), stood, entry.runs());
      if (rejection) setFailed(rejection.code);
      else route(`/report/${textId}/history`);
    } catch (error) {
      setFailed(codeOf(error, 'storage_failed'));
    }
  }

  const then = momentWords({ from: entry.to, to: entry.to }, zone, t, format);
  const { added, removed } = asking ? countPieces(diffWords(now, entry.words())) : { added: 0, removed: 0 };
  const actions = (
    <>
      <Button weight="primary" onClick={() => void restore()}>
        {t('history-restore')}
      </Button>
      <Button onClick={() => setAsking(false)}>{t('dialog-cancel')}</Button>
    </>
  );
  return (
    <div class="actions">
      <Button icon={cdxIconUndo} onClick={() => setAsking(true)}>
        {t('history-restore')}
      </Button>
      <Dialog open={asking} title={t('history-ask')} onClose={() => setAsking(false)} actions={actions}>
        <p>{t('history-ask-text', placeWords(t, place), then)}</p>
        <p>{t('history-ask-change', added, format.number(added), removed, format.number(removed))}</p>
        {asking && entry.runs() === null && <p>{t('history-ask-plain')}</p>}
        {failed && <Message type="error" title={t('report-failed')} announce children={t(errorKey(failed))} />}
      </Dialog>
    </div>
  );
}
