import { useEffect, useRef, useState } from 'preact/hooks';
import type { StoredRejection } from '#store/db.ts';
import { HelpLink } from '../components/help-link.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { useMessages } from '../context.ts';
import type { Offer } from './rejection-offers.ts';
import { RejectionCard } from './sync-rejection-card.tsx';
import { ShowAll, useFirst } from './sync-show-all.tsx';
import { type Subject, subjectWords } from './write-subject.ts';

type RejectionsProps = {
  rejections: readonly StoredRejection[];
  /** By id. */
  subjects: ReadonlyMap<string, Subject>;
  offers: ReadonlyMap<string, Offer>;
};

/** What the server refused. A card that was dealt with is gone, so what came of it is said here. */
export function Rejections({ rejections, subjects, offers }: RejectionsProps) {
  const { t } = useMessages();
  const [outcome, setOutcome] = useState<string | null>(null);
  const region = useRef<HTMLDivElement>(null);
  const { first, rest, showAll } = useFirst(rejections);
  useEffect(() => {
    // The button that was pressed went with its card: the keyboard goes on from here.
    if (outcome) region.current?.focus({ preventScroll: true });
  }, [outcome]);
  return (
    <>
      {rejections.length > 0 && (
        <Section title={t('sync-attention-title')} action={<HelpLink topic="refused" />}>
          {first.map((rejection) => (
            <RejectionCard
              key={rejection.id}
              rejection={rejection}
              subject={subjectWords(t, subjects.get(rejection.id))}
              offer={offers.get(rejection.id)}
              onDone={setOutcome}
            />
          ))}
          <ShowAll count={rejections.length} rest={rest} onShow={showAll} />
        </Section>
      )}
      <div ref={region} class="save-outcome" aria-live="polite" tabIndex={-1}>
        {outcome && <Saved>{outcome}</Saved>}
      </div>
    </>
  );
}
