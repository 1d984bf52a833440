import '../styles/report.css';
import { Dialog } from '../components/dialog.tsx';
import { useMessages } from '../context.ts';
import { AskConsent } from './report-evidence-consent.tsx';

/** The same question as in the report, over the screen on which the photos were taken. */
export function PhotoConsent({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t } = useMessages();
  return (
    <Dialog open title={t('evidence-ask-title')} onClose={onDone}>
      <AskConsent ids={ids} onDone={onDone} />
    </Dialog>
  );
}
