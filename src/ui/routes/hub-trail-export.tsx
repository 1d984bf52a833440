import { cdxIconDownload } from '@wikimedia/codex-icons';
import Papa from 'papaparse';
import { useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import type { TrailEntry, TrailPlace } from '#domain/trail/trail.ts';
import type { Store } from '#store/store.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { type HubPort, useApp, useHub, useMessages, useStore } from '../context.ts';
import type { Translate } from '../i18n/i18n.ts';
import { errorKey } from '../i18n/message-keys.ts';
import type { TrailFilter } from './hub-trail.tsx';
import { subjectsOf, subjectWords, writeWords } from './write-subject.ts';

/** Saves all that the filter lets through as a table, and says what went wrong with that. */
export function TrailExport({ filter }: { filter: TrailFilter }) {
  const hub = useHub();
  const store = useStore();
  const { device, now } = useApp();
  const { t } = useMessages();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  async function save(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      const table = await trailTable(hub, store, filter, t);
      await device.saveFile(table, `carnet-trail-${new Date(now()).toISOString().slice(0, 10)}.csv`);
    } catch (error) {
      setFailure(codeOf(error));
    }
    setBusy(false);
  }

  return (
    <>
      <Button icon={cdxIconDownload} disabled={isBusy} onClick={() => void save()}>
        {t('hub-trail-export')}
      </Button>
      {failure && (
        <Message type="error" announce>
          {t(errorKey(failure))}
        </Message>
      )}
    </>
  );
}

/** With the mark by which spreadsheets know UTF-8; a cell that begins like a formula is kept from being one. */
async function trailTable(hub: HubPort, store: Store, filter: TrailFilter, t: Translate): Promise<Blob> {
  const { entries, names } = await readAll(hub, store, filter);
  const subjects = await subjectsOf(store, entries);
  const fields = [
    t('hub-trail-when'),
    t('hub-trail-who'),
    t('hub-trail-what'),
    t('hub-trail-about'),
    t('hub-trail-outcome'),
  ];
  const data = entries.map(({ id, at, participantId, name, code }) => [
    at,
    names[participantId] ?? participantId,
    writeWords(t, name),
    subjectWords(t, subjects.get(id)),
    code === null ? t('hub-trail-accepted') : `${t('hub-trail-refused')}: ${code}`,
  ]);
  return new Blob(['\ufeff', Papa.unparse({ fields, data }, { escapeFormulae: true })], { type: 'text/csv' });
}

async function readAll(hub: HubPort, store: Store, { participantId, noun }: TrailFilter) {
  const entries: TrailEntry[] = [];
  const names: Record<string, string> = {};
  let before: TrailPlace | null = null;
  do {
    const page: Awaited<ReturnType<HubPort['readTrail']>> = await hub.readTrail({
      exchangeId: store.context.exchangeId,
      before,
      participantId: participantId || null,
      noun: noun || null,
    });
    entries.push(...page.entries);
    Object.assign(names, page.names);
    before = page.next;
  } while (before !== null);
  return { entries, names };
}
