import type { ErrorCode } from '#domain/errors.ts';
import { useMessages } from '../context.ts';
import type { PdfPage } from '../hooks/use-pdf-page.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** What there is to say of a PDF's page while it is being drawn, and when it can't be; nothing once it is there. */
export function PdfPageNote({ page }: { page: PdfPage | undefined }) {
  const { t } = useMessages();
  return (
    <div aria-live="polite">
      {!page && <p class="small subtle">{t('receipt-pdf-drawing')}</p>}
      {page && 'code' in page && <p class="small">{t(wordsOf(page.code))}</p>}
    </div>
  );
}

function wordsOf(code: ErrorCode): MessageKey {
  if (code === 'file_unreadable') return 'receipt-pdf-damaged';
  return code === 'internal' ? 'receipt-pdf-cannot' : errorKey(code);
}
