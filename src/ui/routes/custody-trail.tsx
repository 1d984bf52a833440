import '../styles/custody.css';
import { cdxIconCheck, cdxIconClock, cdxIconExpand, cdxIconUpload } from '@wikimedia/codex-icons';
import { wallClock } from '#domain/days.ts';
import type { BlobRecord } from '#store/db.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { type PhotoPolicy, useMessages } from '../context.ts';
import { useNow } from '../hooks/use-now.ts';
import { useWantFiles } from '../hooks/use-photo-policy.ts';
import { useSyncState } from '../hooks/use-sync-state.ts';
import { CustodyLine } from './custody-line.tsx';
import { type CustodyStep, custodySteps } from './custody-steps.ts';
import { custodyOf, custodyWords } from './expense-custody.ts';

type CustodyTrailProps = {
  /** A receipt or an evidence photo. */
  file: { blob: string; thumb: string | null; createdAt: string };
  /** Of all files, by hash. */
  records: ReadonlyMap<string, BlobRecord>;
  /** A write about it waits. */
  pending: boolean;
  policy: PhotoPolicy | undefined;
};

/** Where a photo is now, in one line, which opens to its way there with the times. */
export function CustodyTrail({ file, records, pending, policy }: CustodyTrailProps) {
  const { t, format } = useMessages();
  const now = useNow();
  const reachable = useSyncState()?.reachable ?? true;
  const want = useWantFiles();
  const custody = custodyOf([file], records, pending, policy);
  const steps = custodySteps(Date.parse(file.createdAt), records.get(file.blob));
  return (
    <>
      <details class="custody-trail">
        <summary>
          <CustodyLine custody={custody}>{custodyWords(custody, { t, format }, { now, reachable })}</CustodyLine>
          <Icon icon={cdxIconExpand} size="x-small" class="custody-arrow" />
        </summary>
        <ol class="custody-steps" aria-label={t('custody-title')}>
          {steps.map((step) => (
            <Step key={step.key} step={step} now={now} />
          ))}
        </ol>
      </details>
      {custody.state === 'held' && (
        <Button icon={cdxIconUpload} onClick={() => void want([file.blob])}>
          {t('sync-send-now')}
        </Button>
      )}
    </>
  );
}

const icons = { done: cdxIconCheck, now: cdxIconUpload, next: cdxIconClock };

function Step({ step: { key, at, state }, now }: { step: CustodyStep; now: number }) {
  const { t, format } = useMessages();
  return (
    <li class={`custody-step custody-step-${state}`}>
      <Icon icon={icons[state]} size="x-small" label={t(`custody-${state}`)} />
      <span>
        {t(key)}
        {at !== null && (
          <>
            {' '}
            <time class="subtle" dateTime={new Date(at).toISOString()} title={exactly(at, format)}>
              {format.ago(at, now)}
            </time>
          </>
        )}
      </span>
    </li>
  );
}

/** Date and time by this device's clock, as it was this device that noted them. */
function exactly(at: number, format: ReturnType<typeof useMessages>['format']): string {
  const { day, time } = wallClock(at, new Intl.DateTimeFormat().resolvedOptions().timeZone);
  return `${format.day(day, 'medium')}, ${time}`;
}
