import { cdxIconUserAdd } from '@wikimedia/codex-icons';
import { useState } from 'preact/hooks';
import type { Standing } from '#domain/access/messages.ts';
import type { Role } from '#domain/scalars.ts';
import type { InvitationToGive, Invitee } from '../access.ts';
import { useApp, useMessages } from '../context.ts';
import { useAct, useAsked } from '../hooks/use-asked.ts';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';
import { Dialog } from './dialog.tsx';
import { InviteCard } from './invite-card.tsx';
import { List } from './list.tsx';
import { ServerFailure } from './server-failure.tsx';

/** Somebody who can be invited. */
export type Person = { readonly id: string; readonly name: string; readonly role: Role };

type InvitePeopleProps = {
  /** The exchange that they are of; null for the Hub's own people. */
  exchangeId: string | null;
  people: readonly Person[];
};

/**
 * For Hub staff: each person with how far they have come, and the buttons that invite them, invite them again, or take
 * an invitation back. Needs a network; without one it says so, and shows the people all the same.
 */
export function InvitePeople({ exchangeId, people }: InvitePeopleProps) {
  const { access } = useApp();
  const { t } = useMessages();
  const { answer, failure, ask } = useAsked(async () => (await access()).standings(exchangeId), [exchangeId]);
  const [given, setGiven] = useState<InvitationToGive | null>(null);
  const standings = new Map(answer?.map((standing) => [standing.participantId, standing]));
  // The Hub's own people are known by their invitations alone.
  const all = [...people, ...missing(answer ?? [], people)];
  return (
    <div class="stack">
      <ServerFailure code={failure} onRetry={ask} />
      <List label={t('invite-list')}>
        {all.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            invitee={{ exchangeId, participantId: person.id, name: person.name }}
            standing={standings.get(person.id)}
            isKnown={answer !== null}
            onGiven={setGiven}
            onChanged={ask}
          />
        ))}
      </List>
      <GiveDialog
        invitation={given}
        name={all.find(({ id }) => id === given?.participantId)?.name ?? ''}
        onClose={() => {
          setGiven(null);
          ask();
        }}
      />
    </div>
  );
}

function missing(standings: readonly Standing[], people: readonly Person[]): Person[] {
  const known = new Set(people.map(({ id }) => id));
  return standings
    .filter(({ participantId }) => !known.has(participantId))
    .map(({ participantId, name, role }) => ({ id: participantId, name, role }));
}

type PersonRowProps = {
  person: Person;
  invitee: Invitee;
  standing: Standing | undefined;
  /** Whether the server has told how far they have come; without that, nobody is “not invited”. */
  isKnown: boolean;
  onGiven: (invitation: InvitationToGive) => void;
  onChanged: () => void;
};

function PersonRow({ person, invitee, standing, isKnown, onGiven, onChanged }: PersonRowProps) {
  const { access } = useApp();
  const { t } = useMessages();
  const { busy, failure, act } = useAct();
  const invite = () => act(async () => onGiven(await (await access()).invite(invitee)));
  const takeBack = () =>
    act(async () => {
      await (await access()).takeBack(invitee, false);
      onChanged();
    });
  return (
    <li class="list-item invite-person">
      <div class="list-row">
        <span class="list-body">
          <span class="list-title" dir="auto">
            {person.name}
          </span>
          <span class="list-detail">
            {t(`role-${person.role}`)} {isKnown && <StandingChip standing={standing} />}
          </span>
          <StandingDetail standing={standing} />
        </span>
      </div>
      <div class="actions">
        <Button icon={cdxIconUserAdd} disabled={busy} onClick={invite}>
          {t(standing ? 'invite-again' : 'invite-person')}
          <span class="visually-hidden"> {person.name}</span>
        </Button>
        {standing?.state === 'waiting' && (
          <Button weight="quiet" action="destructive" disabled={busy} onClick={takeBack}>
            {t('invite-take-back')}
            <span class="visually-hidden"> {person.name}</span>
          </Button>
        )}
        {standing && standing.devices > 0 && <EndSignIns invitee={invitee} name={person.name} onDone={onChanged} />}
      </div>
      <ServerFailure code={failure} />
    </li>
  );
}

const tones = { waiting: 'notice', used: 'success', expired: 'warning', revoked: 'warning' } as const;

function StandingChip({ standing }: { standing: Standing | undefined }) {
  const { t } = useMessages();
  if (!standing) return <Chip tone="subtle">{t('invite-state-none')}</Chip>;
  return <Chip tone={tones[standing.state]}>{t(`invite-state-${standing.state}`)}</Chip>;
}

function StandingDetail({ standing }: { standing: Standing | undefined }) {
  const { now } = useApp();
  const { t, format } = useMessages();
  if (!standing) return null;
  const { lastSeenAt, devices, state, expiresAt } = standing;
  if (lastSeenAt)
    return <span class="list-detail">{t('invite-devices', devices, format.ago(Date.parse(lastSeenAt), now()))}</span>;
  if (state !== 'waiting') return null;
  return <span class="list-detail">{t('invite-expires', format.relative(Date.parse(expiresAt), now()))}</span>;
}

/** For a phone that was lost or stolen, when its owner has no other from which to sign it out. */
function EndSignIns({ invitee, name, onDone }: { invitee: Invitee; name: string; onDone: () => void }) {
  const { access } = useApp();
  const { t } = useMessages();
  const { busy, failure, act } = useAct();
  const [asking, setAsking] = useState(false);
  const end = () =>
    act(async () => {
      await (await access()).takeBack(invitee, true);
      setAsking(false);
      onDone();
    });
  const actions = (
    <>
      <Button onClick={() => setAsking(false)}>{t('dialog-cancel')}</Button>
      <Button weight="primary" action="destructive" disabled={busy} onClick={end}>
        {t('invite-end')}
      </Button>
    </>
  );
  return (
    <>
      <Button weight="quiet" action="destructive" onClick={() => setAsking(true)}>
        {t('invite-end')}
        <span class="visually-hidden"> {name}</span>
      </Button>
      <Dialog open={asking} title={t('invite-end-question', name)} onClose={() => setAsking(false)} actions={actions}>
        <p>{t('devices-sign-out-text')}</p>
        <ServerFailure code={failure} />
      </Dialog>
    </>
  );
}

type GiveDialogProps = { invitation: InvitationToGive | null; name: string; onClose: () => void };

/** What is to be handed on, this once. */
function GiveDialog({ invitation, name, onClose }: GiveDialogProps) {
  const { t } = useMessages();
  return (
    <Dialog
      open={invitation !== null}
      title={t('invite-for', name)}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('dialog-close')}</Button>}
    >
      <p>{t('invite-how')}</p>
      {invitation && <InviteCard invitation={invitation} message={t('invite-message', name)} />}
    </Dialog>
  );
}
