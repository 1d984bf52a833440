import { useEffect, useRef } from 'preact/hooks';
import type { StoredRejection } from '#store/db.ts';
import { Message } from '../components/message.tsx';
import { useMessages } from '../context.ts';
import type { Correction } from '../hooks/use-correction.ts';
import { reasonKey } from '../i18n/reason-key.ts';
import { RestoredNotice } from './plan-save.tsx';

type FormNoticeProps = {
  correction: Pick<Correction, 'rejection'>;
  edits: { restored: boolean; discard: () => Promise<void> };
};

/** Over a form: why what stands in it was refused, or that what was typed earlier has come back. */
export function FormNotice({ correction: { rejection }, edits }: FormNoticeProps) {
  return rejection ? <WhyRefused rejection={rejection} /> : <RestoredNotice edits={edits} />;
}

function WhyRefused({ rejection }: { rejection: StoredRejection }) {
  const { t } = useMessages();
  const place = useRef<HTMLDivElement>(null);
  // The form may begin far down its page, under a receipt or a session's tasks.
  useEffect(() => place.current?.scrollIntoView?.({ block: 'start' }), []);
  return (
    <div ref={place} class="correction">
      <Message type="warning" title={t('correct-title')}>
        <p>{t(reasonKey(rejection))}</p>
        <p>{t('correct-text')}</p>
      </Message>
    </div>
  );
}
