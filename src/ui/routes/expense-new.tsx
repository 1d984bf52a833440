import '../styles/expenses.css';
import { cdxIconArticle } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { useMessages } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { ExpenseCorrection } from './expense-correct.tsx';
import { AddReceipt } from './receipt-add.tsx';
import { ReceiptBurst } from './receipt-burst.tsx';
import { ReceiptInbox } from './receipt-inbox.tsx';
import { ReceiptWithout } from './receipt-without.tsx';

/** Where the home-screen shortcut leads: a browser opens the camera only on a tap, so here it is one. */
export function ExpenseNewPage() {
  const { t } = useMessages();
  const isPair = useIsPair();
  const { rejection, pending } = useCorrection();
  const back = { href: '/expenses', label: t('nav-expenses') };
  if (pending) return <Page title={t('expense-title')} back={back} children={<Loading />} />;
  if (rejection && isPair)
    return <Page title={t('expense-title')} back={back} children={<ExpenseCorrection rejection={rejection} />} />;
  return (
    <Page title={t('receipt-add')} back={back}>
      {!isPair ? (
        <Message>{t('receipt-not-hub')}</Message>
      ) : (
        <>
          <ShareOutcome />
          <ReceiptInbox />
          <p>{t('receipt-add-text')}</p>
          <div class="receipt-ways">
            <AddReceipt weight="primary" wide label={t('receipt-take-photo')} />
            <ReceiptBurst />
            <AddReceipt from="files" icon={cdxIconArticle} wide label={t('receipt-choose-files')} />
          </div>
          <ReceiptWithout />
        </>
      )}
    </Page>
  );
}

/** What another app has shared and could not be kept: the app that has it still does. */
function ShareOutcome() {
  const { t } = useMessages();
  const { shared } = useLocation().query;
  if (shared !== 'failed' && shared !== 'nothing') return null;
  return (
    <Message type={shared === 'failed' ? 'error' : 'warning'} announce>
      {t(shared === 'failed' ? 'share-failed' : 'share-nothing')}
    </Message>
  );
}
