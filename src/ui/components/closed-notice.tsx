import type { Exchange } from '#domain/exchange/schema.ts';
import { useMessages } from '../context.ts';
import { Message } from './message.tsx';

/** Says that the Hub has closed or cancelled the exchange, why, and what can still be done; of an open one nothing. */
export function ClosedNotice({ exchange }: { exchange: Exchange | undefined }) {
  const { t, format } = useMessages();
  if (!exchange?.closedAt) return null;
  const { closedAt, cancelled, closedWhy } = exchange;
  const why = cancelled ?? closedWhy;
  const day = format.day(closedAt.slice(0, 10), 'medium');
  return (
    <Message type="warning" title={t(cancelled ? 'closed-cancelled' : 'closed-title', day)}>
      {why && (
        <p class="prose" dir="auto">
          {why}
        </p>
      )}
      <p>{t('closed-text')}</p>
    </Message>
  );
}
