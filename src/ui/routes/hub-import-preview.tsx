import { useState } from 'preact/hooks';
import type { PairColumn } from '#domain/creation/pairs-table.ts';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { Creation } from '#store/hub/hub-db.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { useApp, useHub, useMessages } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import { errorKey } from '../i18n/message-keys.ts';
import { Creations } from './hub-creations.tsx';
import type { Chosen } from './hub-import.tsx';
import { exchangeOf, type IdentifiedPair } from './hub-import-read.ts';
import { travelOf } from './hub-words.ts';

/** What a table would create, line by line, and what is wrong with it; then the button that does it. */
export function ImportPreview({ chosen }: { chosen: Chosen }) {
  const hub = useHub();
  const { t, format } = useMessages();
  const here = useLive(
    async () => ({
      there: new Set(await hub.db.board.toCollection().primaryKeys()),
      creations: await hub.db.creations.toArray(),
    }),
    [hub],
  );
  if (!here) return <Loading />;
  const { pairs, missing, unknown, beyond } = chosen;
  const ids = new Set(pairs.map(({ id }) => id));
  return (
    <div class="stack">
      {missing.length > 0 && (
        <Message type="error">{t('hub-import-missing', format.list(missing), missing.length)}</Message>
      )}
      {unknown.length > 0 && <Message>{t('hub-import-unknown', format.list(unknown))}</Message>}
      {beyond > 0 && <Message type="warning">{t('hub-import-beyond', beyond)}</Message>}
      {missing.length === 0 && pairs.length === 0 && <Message type="warning">{t('hub-import-empty')}</Message>}
      <Creations creations={here.creations.filter(({ id }) => ids.has(id))} />
      {pairs.length > 0 && <Lines pairs={pairs} there={here.there} waiting={here.creations} />}
    </div>
  );
}

type LinesProps = {
  pairs: readonly IdentifiedPair[];
  there: ReadonlySet<string>;
  waiting: readonly Creation[];
};

function Lines({ pairs, there, waiting }: LinesProps) {
  const { t } = useMessages();
  const taken = new Set([...there, ...waiting.map(({ id }) => id)]);
  const bad = pairs.filter(({ pair }) => pair.problems.length > 0);
  const good = pairs.filter(({ pair, id }) => pair.problems.length === 0 && !taken.has(id));
  return (
    <>
      <Create good={good} />
      {bad.length > 0 && (
        <Message type="warning" title={t('hub-import-bad', bad.length)}>
          {t('hub-import-bad-text')}
        </Message>
      )}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
      <ol class="list" role="list">
        {pairs.map((line) => (
          <Line key={line.pair.line} line={line} isThere={there.has(line.id)} />
        ))}
      </ol>
    </>
  );
}

function Create({ good }: { good: readonly IdentifiedPair[] }) {
  const hub = useHub();
  const { now, signIn } = useApp();
  const { t } = useMessages();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  async function create(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      const creator = {
        hub: { id: signIn?.participantId ?? '', name: signIn?.name ?? '' },
        template: await hub.latestTemplate(),
        createdAt: new Date(now()).toISOString(),
      };
      const list = await Promise.all(good.map((line) => exchangeOf(line, creator)));
      const left = await hub.create(list);
      await hub.refreshBoard();
      setDone(list.length - left.length);
    } catch (error) {
      setFailure(codeOf(error));
    }
    setBusy(false);
  }

  return (
    <>
      {done !== null && done > 0 && (
        <Message type="success" announce>
          {t('hub-import-done', done)}
        </Message>
      )}
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
      {good.length > 0 && (
        <div class="row">
          <Button weight="primary" disabled={busy} onClick={() => void create()}>
            {busy ? t('hub-import-working') : t('hub-import-create', good.length)}
          </Button>
        </div>
      )}
    </>
  );
}

const columnLabels = {
  topic: 'hub-field-topic',
  format: 'hub-field-format',
  menteeCommunity: 'hub-field-menteecommunity',
  mentorCommunity: 'hub-field-mentorcommunity',
  hostCity: 'hub-field-hostcity',
  hostZone: 'hub-field-hostzone',
  firstDay: 'hub-field-firstday',
  lastDay: 'hub-field-lastday',
  currency: 'hub-field-currency',
  venue: 'hub-field-venue',
  address: 'hub-field-address',
  mentees: 'hub-field-mentees',
  mentors: 'hub-field-mentors',
} as const satisfies Record<PairColumn, MessageKey>;

function Line({ line: { pair }, isThere }: { line: IdentifiedPair; isThere: boolean }) {
  const { t, format } = useMessages();
  const { fields, people, problems } = pair;
  const isGood = problems.length === 0;
  const namesOf = (role: string) => people.filter((person) => person.role === role).map(({ name }) => name);
  return (
    <li class="list-item hub-line">
      <div class="row">
        <span class="small subtle">{t('hub-import-line', pair.line)}</span>
        {isThere && <Chip>{t('hub-import-there')}</Chip>}
        {isGood && !isThere && <Chip tone="success">{t('hub-import-ready')}</Chip>}
      </div>
      <strong dir="auto">{fields.topic}</strong>
      <span class="small">{travelOf({ ...fields, hostCity: `${fields.hostCity} (${fields.hostZone})` }, t)}</span>
      <span class="small subtle">
        {isGood ? format.dayRange(fields.firstDay, fields.lastDay) : `${fields.firstDay} – ${fields.lastDay}`}
      </span>
      {(['mentee', 'mentor'] as const).map((role) => {
        const names = namesOf(role);
        return (
          names.length > 0 && (
            <span key={role} class="small">
              {t('hub-import-people', t(columnLabels[`${role}s`]), format.list(names))}
            </span>
          )
        );
      })}
      {problems.map(({ field, code }) => (
        <span key={field} class="field-error small">
          {`${t(columnLabels[field])}: ${t(`hub-problem-${code}`)}`}
        </span>
      ))}
    </li>
  );
}
