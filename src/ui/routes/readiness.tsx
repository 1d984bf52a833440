import '../styles/readiness.css';
import { cdxIconReload } from '@wikimedia/codex-icons';
import { type Carried, readCarried } from '#store/queries/readiness.ts';
import { Button } from '../components/button.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { Section } from '../components/section.tsx';
import { useApp, useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useNow } from '../hooks/use-now.ts';
import { useStorage } from '../hooks/use-storage.ts';
import { carriedChecks } from './readiness-carried.ts';
import type { CheckGroup, Words } from './readiness-check.ts';
import type { ReadinessFacts } from './readiness-facts.ts';
import { CheckLine } from './readiness-line.tsx';
import { useMending } from './readiness-mend.ts';
import { phoneChecks } from './readiness-phone.ts';
import { useProbes } from './readiness-probes.ts';
import { serverChecks } from './readiness-server.ts';

/** Before departure: what this phone still lacks for days without a network, each with the one way to put it right. */
export function ReadinessPage() {
  const { t } = useMessages();
  const store = useStore();
  const carried = useLive(() => readCarried(store), [store]);
  return (
    <Page title={t('readiness-title')} back={{ href: '/more', label: t('nav-more') }}>
      <p class="subtle">{t('readiness-text')}</p>
      {carried ? <Checks carried={carried} /> : <Loading />}
    </Page>
  );
}

function Checks({ carried }: { carried: Carried }) {
  const { device, update } = useApp();
  const words = useMessages();
  const now = useNow();
  const { room, protect } = useStorage();
  const { probes, probeAgain } = useProbes();
  const { mending, mend } = useMending({ protect, probeAgain });
  const { install, reminders } = device;
  const groups = groupsOf(
    {
      now,
      platform: install.platform,
      installed: install.installed(),
      installOffered: install.offered.value,
      updateReady: update.ready.value,
      reminders: reminders.state(),
      room,
      ...probes,
      carried,
    },
    words,
  );
  return (
    <>
      <Summary groups={groups} />
      {groups.map(({ title, checks }) => (
        <Section key={title} title={words.t(title)}>
          {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets */}
          <ul class="list" role="list">
            {checks.map((check) => (
              <CheckLine
                key={check.id}
                check={check}
                mending={mending?.id === check.id ? mending : null}
                onMend={(what) => mend(check.id, what)}
              />
            ))}
          </ul>
        </Section>
      ))}
      <div class="actions">
        <Button icon={cdxIconReload} onClick={probeAgain}>
          {words.t('readiness-again')}
        </Button>
      </div>
    </>
  );
}

function groupsOf(facts: ReadinessFacts, words: Words): CheckGroup[] {
  return [
    { title: 'readiness-phone', checks: phoneChecks(facts, words) },
    { title: 'readiness-carried', checks: carriedChecks(facts, words) },
    { title: 'readiness-server', checks: serverChecks(facts, words) },
  ];
}

/** The answer first, aloud when it changes: how much is left, and nothing is called ready that was not found so. */
function Summary({ groups }: { groups: readonly CheckGroup[] }) {
  const { t } = useMessages();
  const states = groups.flatMap(({ checks }) => checks.map(({ state }) => state));
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  const [missing, advice, unknown] = [count('missing'), count('advice'), count('unknown')];
  if (states.includes('looking'))
    return (
      <Message announce>
        <p>{t('readiness-looking')}</p>
      </Message>
    );
  const title = missing > 0 ? t('readiness-left', missing) : t('readiness-all');
  return (
    <Message type={missing > 0 ? 'warning' : 'success'} title={title} announce>
      {advice > 0 && <p>{t('readiness-advised', advice)}</p>}
      {unknown > 0 && <p>{t('readiness-unknown', unknown)}</p>}
    </Message>
  );
}
