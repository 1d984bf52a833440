import { useLocation } from 'preact-iso/router';
import { wallClock } from '#domain/days.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { Button } from '../components/button.tsx';
import { ClosedNotice } from '../components/closed-notice.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import { ClosingDialog, type ClosingKind } from './hub-closing-dialog.tsx';
import { SaveOutcome, useSaving } from './plan-save.tsx';

/** Closes the exchange, cancels it, and opens it again: nothing is deleted by any of them. */
export function HubClosing({ exchange }: { exchange: Exchange }) {
  const { t } = useMessages();
  const store = useStore();
  const saving = useSaving();
  const { query, route } = useLocation();
  // The open form stands in the address, so that a reload or a killed page brings it back.
  const kind = closingKinds.find((one) => one === query.closing);
  const open = (which: ClosingKind) => {
    saving.clear();
    route(`/hub/exchange?closing=${which}`, true);
  };
  const reopen = () => saving.save(() => store.mutate('exchange.reopen', { id: exchange.id }));
  return (
    <Section title={t('closing-title')}>
      {exchange.closedAt ? (
        <>
          <ClosedNotice exchange={exchange} />
          <div class="actions">
            <Button disabled={saving.state === 'saving'} onClick={() => void reopen()}>
              {t('closing-reopen')}
            </Button>
          </div>
        </>
      ) : (
        <OpenState exchange={exchange} onOpen={open} />
      )}
      <SaveOutcome state={kind ? 'idle' : saving.state} />
      {kind && !exchange.closedAt && (
        <ClosingDialog
          key={kind}
          kind={kind}
          exchange={exchange}
          saving={saving}
          onClose={() => route('/hub/exchange', true)}
        />
      )}
    </Section>
  );
}

const closingKinds: readonly ClosingKind[] = ['close', 'cancel'];

function OpenState({ exchange, onOpen }: { exchange: Exchange; onOpen: (kind: ClosingKind) => void }) {
  const { t } = useMessages();
  const now = useNow();
  const isOver = wallClock(now, exchange.hostZone).day > exchange.lastDay;
  return (
    <>
      <p class="subtle">{t(isOver ? 'closing-open' : 'closing-open-early')}</p>
      <div class="actions">
        {isOver && <Button onClick={() => onOpen('close')}>{t('closing-close')}</Button>}
        <Button weight="quiet" action="destructive" onClick={() => onOpen('cancel')}>
          {t('closing-cancel')}
        </Button>
      </div>
    </>
  );
}
