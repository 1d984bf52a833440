import { reviewOfReport } from '#domain/signature/submitted.ts';
import { participantsById } from '#store/queries/exchange.ts';
import { listTalk } from '#store/queries/review.ts';
import { listRows } from '#store/queries/rows.ts';
import { LinkButton } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Section } from '../components/section.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { ReviewAnswer } from './review-answer.tsx';
import { ReviewTalk } from './review-talk.tsx';
import { reportKey, reviewTones } from './review-words.ts';

/** What the Hub says to the report, once it has said something; the pair answers. The Hub goes on to its own screen. */
export function ReportReview({ pending }: { pending: ReadonlySet<string> }) {
  const { t } = useMessages();
  const store = useStore();
  const mayAnswer = useMay('report.answer');
  const { exchangeId, role } = store.context;
  const read = useLive(
    async () => ({
      talk: await listTalk(store, exchangeId),
      signatures: await listRows(store, 'signature'),
      people: await participantsById(store),
    }),
    [store, exchangeId],
  );
  if (!read || (read.talk.length === 0 && role !== 'hub')) return null;
  const state = reviewOfReport(read.talk, read.signatures) ?? 'waiting';
  return (
    <Section
      title={t('review-title')}
      action={role === 'hub' && <LinkButton href="/hub/exchange/report">{t('review-open')}</LinkButton>}
    >
      <p>
        <Chip tone={reviewTones[state]}>{t(reportKey(state))}</Chip>
      </p>
      <ReviewTalk talk={read.talk} about="report" people={read.people} pending={pending} />
      {mayAnswer && state === 'queried' && (
        <ReviewAnswer aboutId={exchangeId} write={(said) => ({ name: 'report.answer', args: said })} />
      )}
    </Section>
  );
}
