import { cdxIconAlert, cdxIconClock, cdxIconHelp, cdxIconInfoFilled, cdxIconSuccess } from '@wikimedia/codex-icons';
import { Button, LinkButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { InstallGuide } from '../components/install-guide.tsx';
import { useMessages } from '../context.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { errorKey } from '../i18n/message-keys.ts';
import type { Check, CheckState, Doing, Mend } from './readiness-check.ts';
import type { Mending } from './readiness-mend.ts';

const icons = {
  ready: cdxIconSuccess,
  advice: cdxIconInfoFilled,
  missing: cdxIconAlert,
  unknown: cdxIconHelp,
  looking: cdxIconClock,
};

const stateWords: Record<CheckState, MessageKey> = {
  ready: 'readiness-state-ready',
  advice: 'readiness-state-advice',
  missing: 'readiness-state-missing',
  unknown: 'readiness-state-unknown',
  looking: 'readiness-looking',
};

type CheckLineProps = {
  check: Check;
  mending: Mending | null;
  onMend: (what: Doing) => void;
};

/** One check: what was found; and when it is not as it should be, why that matters and the button that helps. */
export function CheckLine({ check, mending, onMend }: CheckLineProps) {
  const { t } = useMessages();
  const { state, title, found, why, mend, guide } = check;
  const asks = state === 'missing' || state === 'advice';
  return (
    <li class={`list-item readiness-line readiness-${state}`}>
      <Icon icon={icons[state]} label={t(stateWords[state])} />
      <div class="readiness-words">
        <h3>{t(title)}</h3>
        <p>{found}</p>
        {asks && <p class="subtle small">{t(why)}</p>}
        {guide && <InstallGuide />}
        {mend && <MendButton mend={mend} about={t(title)} busy={mending?.busy ?? false} onMend={onMend} />}
        <div class="save-outcome" aria-live="polite">
          {mending?.failure && <p>{mendFailure(mending.failure, t)}</p>}
        </div>
      </div>
    </li>
  );
}

type MendButtonProps = { mend: Mend; about: string; busy: boolean; onMend: CheckLineProps['onMend'] };

/** Several lines have a button of the same words; a screen reader hears which one this is. */
function MendButton({ mend, about, busy, onMend }: MendButtonProps) {
  const { t } = useMessages();
  const words = (
    <>
      {t(mend.label)}
      <span class="visually-hidden"> ({about})</span>
    </>
  );
  return (
    <div class="actions">
      {'href' in mend ? (
        <LinkButton href={mend.href}>{words}</LinkButton>
      ) : (
        <Button disabled={busy} onClick={() => onMend(mend)}>
          {words}
        </Button>
      )}
    </div>
  );
}

function mendFailure(failure: NonNullable<Mending['failure']>, t: ReturnType<typeof useMessages>['t']): string {
  return failure === 'refused' ? t('readiness-refused') : t(errorKey(failure));
}
