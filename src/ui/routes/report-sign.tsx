import '../styles/report-sign.css';
import { cdxIconUpdate } from '@wikimedia/codex-icons';
import { sides } from '#domain/agreement/schema.ts';
import { dayDistance, reportDueDay, wallClock } from '#domain/days.ts';
import type { Exchange, Participant } from '#domain/exchange/schema.ts';
import type { Signature } from '#domain/signature/schema.ts';
import type { SignaturesOnDevice } from '#store/queries/report-signature.ts';
import { Chip } from '../components/chip.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { Message } from '../components/message.tsx';
import { Section } from '../components/section.tsx';
import { SideList } from '../components/side-list.tsx';
import { useMessages, useStore } from '../context.ts';
import { SignAction } from './report-sign-action.tsx';
import { SignedChanges } from './report-sign-changes.tsx';

type People = ReadonlyMap<string, Participant>;
type SignProps = { known: SignaturesOnDevice; exchange: Exchange | undefined; people: People };

/** Whether both sides have signed the report as it stands: then it is submitted. */
export function SignaturesSection({ known, exchange, people }: SignProps) {
  const { t } = useMessages();
  const { present, pending, returned, both } = known;
  const zone = exchange?.hostZone ?? 'UTC';
  return (
    <Section title={t('sign-title')} action={<SignChip known={known} />}>
      <div class="cdx-card sign">
        <div class="cdx-card__text">
          <p>
            {t('sign-rule')} <HelpLink topic="report" />
          </p>
          {exchange && <Submitted known={known} exchange={exchange} />}
          <SideList kind="sign" {...{ present, pending, people, zone }} />
          <p class="subtle small">{t('agreement-version', known.hash.slice(0, 8))}</p>
          {returned && <Returned returned={returned} people={people} zone={zone} />}
          <SignAction known={known} />
          {both && (
            <p>
              <a class="sign-link" href={`/report/signed/${both.hash}`}>
                {t('sign-read')}
              </a>
            </p>
          )}
        </div>
      </div>
      <Since known={known} zone={zone} />
    </Section>
  );
}

/** In a word where it stands; “signed” only when the server knows of both. */
export function SignChip({ known }: { known: SignaturesOnDevice }) {
  const { t } = useMessages();
  const { state, present, pending } = known;
  const waits = sides.some((side) => present[side] && pending.has(present[side].id));
  if (waits) return <Chip icon={cdxIconUpdate}>{t('sign-queued')}</Chip>;
  if (state === 'signed') return <Chip tone="success">{t('sign-signed')}</Chip>;
  if (state === 'voided') return <Chip tone="warning">{t('sign-voided')}</Chip>;
  return <Chip>{t(state === 'one-side' ? 'sign-one-side' : 'sign-open')}</Chip>;
}

/** When it was submitted, against its deadline: the day of the second signature, in host time. */
function Submitted({
  known: { state, present, pending },
  exchange,
}: {
  known: SignaturesOnDevice;
  exchange: Exchange;
}) {
  const { t, format } = useMessages();
  if (state !== 'signed' || !present.mentee || !present.mentor) return null;
  if (pending.has(present.mentee.id) || pending.has(present.mentor.id)) return null;
  const second = Math.max(Date.parse(present.mentee.at), Date.parse(present.mentor.at));
  const { day } = wallClock(second, exchange.hostZone);
  const late = dayDistance(reportDueDay(exchange.lastDay), day);
  const words = format.day(day, 'medium');
  return <p>{late > 0 ? t('sign-submitted-late', words, late) : t('sign-submitted', words)}</p>;
}

function Returned({ returned, people, zone }: { returned: Signature; people: People; zone: string }) {
  const { t, format } = useMessages();
  const { day, time } = wallClock(Date.parse(returned.at), zone);
  const name = people.get(returned.participantId)?.name ?? t('role-mentor');
  return (
    <Message type="warning" title={t('sign-returned', name, format.day(day, 'short'), time)}>
      <p class="prose" dir="auto">
        {returned.words}
      </p>
    </Message>
  );
}

/** What changed since the reader's own side signed, or, where it has not, since the other did. */
function Since({ known, zone }: { known: SignaturesOnDevice; zone: string }) {
  const { t, format } = useMessages();
  const { role } = useStore().context;
  const { last, signedBy, hash, content } = known;
  const own = role === 'mentor' ? (['mentor', 'mentee'] as const) : (['mentee', 'mentor'] as const);
  const side = own.find((candidate) => last[candidate]);
  const signature = side && last[side];
  const before = side && signedBy[side];
  if (!signature || !before || signature.hash === hash) return null;
  const { day } = wallClock(Date.parse(signature.at), zone);
  return (
    <>
      <h3>{t('sign-changes', format.day(day, 'short'))}</h3>
      <SignedChanges before={before} after={content} />
      <p>
        <a class="sign-link" href={`/report/signed/${signature.hash}`}>
          {t('sign-read-own')}
        </a>
      </p>
    </>
  );
}
