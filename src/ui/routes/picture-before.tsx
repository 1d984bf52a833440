import { cdxIconUndo } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Receipt } from '#domain/expense/schema.ts';
import { blobRecords } from '#store/queries/sync.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { useMessages, useStore } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';

/** After a receipt's picture was edited: says so, and brings the one before back. The address remembers which. */
export function PictureBefore({ receipts }: { receipts: readonly Receipt[] }) {
  const { t } = useMessages();
  const store = useStore();
  const { query, path, route } = useLocation();
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [id = '', before = ''] = (query.before ?? '').split('.');
  const receipt = receipts.find((each) => each.id === id);
  if (!receipt || receipt.blob === before) return null;

  async function bringBack(): Promise<void> {
    try {
      const record = (await blobRecords(store)).get(before);
      if (!record) {
        setFailure('not_found');
        return;
      }
      const changes = { blob: before, thumb: query.thumb || null, type: record.type, size: record.size };
      const rejection = await store.mutate('receipt.redraw', { id, changes });
      if (rejection) setFailure(rejection.code);
      else route(path, true);
    } catch (error) {
      setFailure(codeOf(error));
    }
  }

  return (
    <Message type="success" announce>
      <p>{t('picture-saved')}</p>
      <Button icon={cdxIconUndo} onClick={() => void bringBack()}>
        {t('picture-bring-back')}
      </Button>
      {failure && <p>{t(errorKey(failure))}</p>}
    </Message>
  );
}
