import '../styles/side-list.css';
import { cdxIconCheck, cdxIconClock, cdxIconUpdate } from '@wikimedia/codex-icons';
import { type Side, sides } from '#domain/agreement/schema.ts';
import { wallClock } from '#domain/days.ts';
import type { Participant } from '#domain/exchange/schema.ts';
import { useMessages } from '../context.ts';
import { Icon } from './icon.tsx';

/** What somebody has given for their side: an agreement, a signature. */
type Given = { id: string; participantId: string; at: string };

const words = {
  agreement: { by: 'agreement-by', notYet: 'agreement-not-yet', waits: 'agreement-waits' },
  sign: { by: 'sign-by', notYet: 'sign-not-yet', waits: 'sign-waits' },
} as const;

type SideListProps = {
  kind: keyof typeof words;
  present: Readonly<Record<Side, Given | undefined>>;
  /** Ids of those that have not reached the server. */
  pending: ReadonlySet<string>;
  people: ReadonlyMap<string, Participant> | undefined;
  /** The host's time zone, in which the times are told. */
  zone: string;
};

/** Which sides have given theirs, who of them and when. */
export function SideList({ present, pending, ...rest }: SideListProps) {
  return (
    <ul class="side-list">
      {sides.map((side) => {
        const given = present[side];
        return (
          <SideLine
            key={side}
            {...rest}
            {...{ side, given, isPending: given !== undefined && pending.has(given.id) }}
          />
        );
      })}
    </ul>
  );
}

type SideLineProps = Pick<SideListProps, 'kind' | 'people' | 'zone'> & {
  side: Side;
  given: Given | undefined;
  isPending: boolean;
};

function SideLine({ kind, side, given, isPending, people, zone }: SideLineProps) {
  const { t, format } = useMessages();
  const { by, notYet, waits } = words[kind];
  const name = given && (people?.get(given.participantId)?.name ?? t(`role-${side}`));
  const at = given && wallClock(Date.parse(given.at), zone);
  return (
    <li class={isPending ? '' : given ? 'side-given' : 'subtle'}>
      <Icon icon={isPending ? cdxIconUpdate : given ? cdxIconCheck : cdxIconClock} size="small" />
      <span>
        <strong>{t(`agreement-${side}`)}</strong>
        <br />
        {at && name ? t(by, name, format.day(at.day, 'short'), at.time) : t(notYet)}
        {isPending && (
          <>
            <br />
            {t(waits)}
          </>
        )}
      </span>
    </li>
  );
}
