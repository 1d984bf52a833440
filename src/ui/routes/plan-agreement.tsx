import { cdxIconUpdate } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import { sides } from '#domain/agreement/schema.ts';
import { wallClock } from '#domain/days.ts';
import { codeOf, type Rejection, reject } from '#domain/errors.ts';
import type { Exchange } from '#domain/exchange/schema.ts';
import { type AgreementOnDevice, readAgreement } from '#store/queries/agreement.ts';
import { participantsById } from '#store/queries/exchange.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { SideList } from '../components/side-list.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { AgreementChanges } from './plan-agreement-changes.tsx';

/** Whether both sides agree to plan and schedule as they stand: before that, nobody travels. */
export function AgreementSection({ exchange }: { exchange: Exchange | undefined }) {
  const { t, format } = useMessages();
  const store = useStore();
  const known = useLive(() => readAgreement(store), [store]);
  const people = useLive(() => participantsById(store), [store]);
  if (!known) return null;
  const { state, present, pending, both, changes, before, content, hash } = known;
  const zone = exchange?.hostZone ?? 'UTC';
  const since = both && [both.mentee.at, both.mentor.at].sort().at(-1);
  return (
    <Section title={t('agreement-title')} action={<AgreementChip known={known} />}>
      <div class="cdx-card agreement">
        <div class="cdx-card__text">
          <p>
            {t('agreement-rule')} <HelpLink topic="agreement" />
          </p>
          <SideList kind="agreement" {...{ present, pending, people, zone }} />
          <p class="subtle small">{t('agreement-version', hash.slice(0, 8))}</p>
          <AgreeAction known={known} />
        </div>
      </div>
      {state === 'voided' && since && (
        <>
          <h3>{t('agreement-changes', format.day(wallClock(Date.parse(since), zone).day, 'short'))}</h3>
          <AgreementChanges changes={changes} before={before} after={content} />
        </>
      )}
    </Section>
  );
}

/** In a word where it stands; “agreed” only when the server knows of both. */
export function AgreementChip({ known }: { known: AgreementOnDevice }) {
  const { t } = useMessages();
  const { state, present, pending } = known;
  const waits = sides.some((side) => present[side] && pending.has(present[side].id));
  if (waits) return <Chip icon={cdxIconUpdate}>{t('agreement-queued')}</Chip>;
  if (state === 'agreed') return <Chip tone="success">{t('agreement-agreed')}</Chip>;
  if (state === 'voided') return <Chip tone="warning">{t('agreement-voided')}</Chip>;
  return <Chip>{t('agreement-open')}</Chip>;
}

/** The button for the person's own side, and what came of it. */
function AgreeAction({ known: { present, hash, content, refused } }: { known: AgreementOnDevice }) {
  const { t } = useMessages();
  const store = useStore();
  const [failure, setFailure] = useState<Rejection | null>(null);
  const may = useMay('plan.agree');
  const [working, setWorking] = useState(false);
  const { role } = store.context;

  async function agreeNow(): Promise<void> {
    setWorking(true);
    // With the joint texts, which this screen does not need otherwise.
    const outcome = await import('#store/agree.ts')
      .then(({ agree }) => agree(store, hash, refused))
      .catch((error: unknown) => reject(codeOf(error)));
    setFailure(outcome ?? null);
    setWorking(false);
  }

  if (!may || role === 'hub') return null;
  const isEmpty = !content.some(({ kind }) => kind === 'objective');
  return (
    <>
      {refused && (
        <Message type="error" title={t('agreement-refused')}>
          {t(reasonKey(refused))}
        </Message>
      )}
      {!present[role] && (
        <>
          <p class="subtle small">{t(isEmpty ? 'rule-plan-empty' : 'agreement-means')}</p>
          <Button weight="primary" disabled={isEmpty || working} onClick={() => void agreeNow()}>
            {t('agreement-agree')}
          </Button>
        </>
      )}
      <div class="save-outcome" aria-live="polite">
        {failure && <Message type="error">{t(reasonKey(failure))}</Message>}
      </div>
    </>
  );
}
