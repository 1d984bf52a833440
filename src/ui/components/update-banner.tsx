import { useApp, useMessages } from '../context.ts';
import { Button } from './button.tsx';

/** Offers the new version; nothing is replaced under the person's hands without asking. */
export function UpdateBanner() {
  const { update } = useApp();
  const { t } = useMessages();
  return (
    <div aria-live="polite">
      {update.ready.value && (
        <div class="update-banner">
          <p>{t('update-ready')}</p>
          <div class="row">
            <Button weight="primary" onClick={() => update.apply()}>
              {t('update-now')}
            </Button>
            <Button weight="quiet" onClick={() => update.later()}>
              {t('update-later')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
