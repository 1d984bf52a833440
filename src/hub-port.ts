import { uuidV7 } from '#domain/ids.ts';
import { openDrafts } from '#store/drafts.ts';
import { queueCreations } from '#store/hub/creations.ts';
import { HubDb } from '#store/hub/hub-db.ts';
import type { SignIn } from '#store/sign-in.ts';
import type { AccountDeps } from '#sync/account.ts';
import { type BoardDeps, refreshBoard, watchBoard } from '#sync/hub/board.ts';
import { sendCreations } from '#sync/hub/creations.ts';
import { latestTemplate, readTemplate, saveTemplate } from '#sync/hub/template.ts';
import { readTrail } from '#sync/hub/trail.ts';
import { createTransport } from '#sync/transport.ts';
import type { HubPort } from '#ui/context.ts';
import { whileVisible } from './while-visible.ts';

/** What spans all exchanges, for one Hub person on this device. */
export function openHubPort({ fetch, origin, device }: AccountDeps, { participantId, token }: SignIn): HubPort {
  const db = new HubDb(participantId);
  const transport = createTransport({ fetch, origin, token });
  const after = (milliseconds: number, callback: () => void) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  };
  const deps: BoardDeps = { db, transport, now: device.now, after, random: Math.random };
  // One round at a time; a failure of the network is what waiting is for.
  let sending = Promise.resolve();
  const send = () => {
    sending = sending.then(() => sendCreations({ db, transport })).catch(() => undefined);
    return sending;
  };
  addEventListener('online', () => void send());
  void send();
  return {
    db,
    drafts: openDrafts(db, device.now),
    newId() {
      const random = new Uint8Array(10);
      device.fillRandom(random);
      return uuidV7(device.now(), random);
    },
    async create(list) {
      await queueCreations(db, list, device.now());
      await send();
      const left = await db.creations.bulkGet(list.map(({ exchange }) => exchange.id));
      return left.filter((creation) => creation !== undefined);
    },
    sendCreations: send,
    readTemplate: () => readTemplate({ db, transport }),
    saveTemplate: (base, template) => saveTemplate({ db, transport }, base, template),
    latestTemplate: () => latestTemplate({ db, transport }),
    readTrail: (question) => readTrail(transport, question),
    watchBoard: () => whileVisible(document, () => watchBoard(deps)),
    refreshBoard: () => refreshBoard(deps),
  };
}
