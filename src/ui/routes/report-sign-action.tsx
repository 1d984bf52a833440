import { useState } from 'preact/hooks';
import { codeOf, type Rejection, reject } from '#domain/errors.ts';
import type { SignaturesOnDevice } from '#store/queries/report-signature.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import { useMay } from '../hooks/use-may.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { SendBack } from './report-sign-return.tsx';
import { countReportWords } from './report-word-count.ts';

/** What the person's own side can do: sign, send back, or see what stands in the way; and what came of it. */
export function SignAction({ known }: { known: SignaturesOnDevice }) {
  const { t } = useMessages();
  const store = useStore();
  const may = useMay('report.sign');
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Rejection | null>(null);
  const { present, missing, refused, hash, state } = known;
  const { role } = store.context;
  if (!may || role === 'hub') return null;
  const isComplete = missing.sections.length === 0 && !missing.action;

  async function sign(): Promise<void> {
    setAsking(false);
    const outcome = await import('#store/sign-report.ts')
      .then(({ signReport }) => signReport(store, hash, refused))
      .catch((error: unknown) => reject(codeOf(error)));
    setFailure(outcome ?? null);
  }

  return (
    <>
      {refused && (
        <Message type="error" title={t('sign-refused')}>
          {t(reasonKey(refused))}
        </Message>
      )}
      {!isComplete && <Missing known={known} />}
      <div class="actions">
        {!present[role] && (
          <Button weight="primary" disabled={!isComplete} onClick={() => setAsking(true)}>
            {t('sign-sign')}
          </Button>
        )}
        {role === 'mentor' && state !== 'signed' && known.last.mentee && <SendBack hash={hash} />}
      </div>
      <div class="save-outcome" aria-live="polite">
        {failure && <Message type="error">{t(reasonKey(failure))}</Message>}
      </div>
      {asking && <Ask known={known} onSign={() => void sign()} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Required sections and an action item (DOMAIN, “The report's parts”): without them there is nothing to sign yet. */
function Missing({ known: { missing } }: { known: SignaturesOnDevice }) {
  const { t, format } = useMessages();
  const names = missing.sections.map(({ key }) => t(`section-${key}`));
  return (
    <Message title={t('sign-missing')}>
      {names.length > 0 && <p>{t('hub-report-empty', names.length, format.list(names))}</p>}
      {missing.action && <p>{t('rule-report-no-action')}</p>}
    </Message>
  );
}

type AskProps = { known: SignaturesOnDevice; onSign: () => void; onClose: () => void };

function Ask({ known: { content }, onSign, onClose }: AskProps) {
  const { t, format } = useMessages();
  const count = (wanted: string) => content.filter(({ kind }) => kind === wanted).length;
  const actions = (
    <>
      <Button weight="primary" onClick={onSign}>
        {t('sign-sign')}
      </Button>
      <Button onClick={onClose}>{t('dialog-cancel')}</Button>
    </>
  );
  return (
    <Dialog open title={t('sign-ask-title')} onClose={onClose} actions={actions}>
      <p>{t('sign-ask', format.number(countReportWords(content)), count('actionItem'), count('evidence'))}</p>
    </Dialog>
  );
}
