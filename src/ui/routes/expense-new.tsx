import '../styles/expenses.css';
import { cdxIconArticle } from '@wikimedia/codex-icons';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { useMessages } from '../context.ts';
import { useCorrection } from '../hooks/use-correction.ts';
import { useIsPair } from '../hooks/use-is-pair.ts';
import { ExpenseCorrection } from './expense-correct.tsx';
import { AddReceipt } from './receipt-add.tsx';
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
          <p>{t('receipt-add-text')}</p>
          <div class="receipt-ways">
            <AddReceipt weight="primary" wide label={t('receipt-take-photo')} />
            <AddReceipt from="files" icon={cdxIconArticle} wide label={t('receipt-choose-files')} />
          </div>
          <ReceiptWithout />
        </>
      )}
    </Page>
  );
}
