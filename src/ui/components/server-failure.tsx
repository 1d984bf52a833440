import type { ErrorCode } from '#domain/errors.ts';
import { useMessages } from '../context.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Button } from './button.tsx';
import { Message } from './message.tsx';

/** Why the server did not do or tell something, and the way to ask again where that may help. */
export function ServerFailure({ code, onRetry }: { code: ErrorCode | null; onRetry?: () => void }) {
  const { t } = useMessages();
  if (!code) return null;
  return (
    <Message type={code === 'offline' || code === 'unavailable' ? 'warning' : 'error'} announce>
      <p>{t(errorKey(code))}</p>
      {onRetry && <Button onClick={onRetry}>{t('try-again')}</Button>}
    </Message>
  );
}
