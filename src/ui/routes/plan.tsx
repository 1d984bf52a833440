import '../styles/plan.css';
import { cdxIconSpeechBubbles } from '@wikimedia/codex-icons';
import { useLocation } from 'preact-iso/router';
import { getExchange, isDownloaded } from '#store/queries/exchange.ts';
import { listInOrder, listRows } from '#store/queries/rows.ts';
import { listSessions } from '#store/queries/schedule.ts';
import type { Store } from '#store/store.ts';
import { ClosedNotice } from '../components/closed-notice.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { NotDownloaded } from '../components/not-downloaded.tsx';
import { Page, Topic } from '../components/page.tsx';
import { ReadOnly } from '../components/read-only.tsx';
import { useMessages, useStore } from '../context.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMay } from '../hooks/use-may.ts';
import { usePlace } from '../hooks/use-place.ts';
import { useUnsent } from '../hooks/use-unsent.ts';
import { AgreementSection } from './plan-agreement.tsx';
import { Materials } from './plan-materials.tsx';
import { Objectives } from './plan-objectives.tsx';
import { PoliciesLink } from './plan-policies-link.tsx';
import { PracticalitiesSection } from './plan-practicalities.tsx';
import { Questions } from './plan-questions.tsx';
import { PlanTabs } from './plan-tabs.tsx';

async function readPlan(store: Store) {
  const [exchange, downloaded, objectives, steps, questions, materials, sessions] = await Promise.all([
    getExchange(store),
    isDownloaded(store),
    listInOrder(store, 'objective'),
    listRows(store, 'objectiveStep'),
    listInOrder(store, 'question'),
    listInOrder(store, 'material'),
    listSessions(store),
  ]);
  return { exchange, known: downloaded || exchange !== undefined, objectives, steps, questions, materials, sessions };
}

/** The activity plan: what the pair wants to learn, what the mentee asks, what to read. */
export function PlanPage() {
  const { t } = useMessages();
  const store = useStore();
  const { query, route } = useLocation();
  const plan = useLive(() => readPlan(store), [store]);
  const canEdit = useMay('objective.edit');
  usePlace();
  const unsent = useUnsent();
  // The open form stands in the address, so that a reload or a killed page brings it back.
  const open = (kind: 'objective' | 'progress' | 'question' | 'material' | 'practicalities', id: string) =>
    route(`/plan?${kind}=${id}`, true);
  const close = () => route('/plan', true);
  return (
    <Page title={t('nav-plan')} kicker={<Topic exchange={plan?.exchange} />}>
      <PlanTabs />
      {!plan && <Loading />}
      {plan && !plan.known && <NotDownloaded />}
      {plan?.known && (
        <>
          <ClosedNotice exchange={plan.exchange} />
          <ReadOnly />
          <AgreementSection exchange={plan.exchange} />
          <Objectives
            objectives={plan.objectives}
            steps={plan.steps}
            sessions={plan.sessions}
            unsent={unsent}
            canEdit={canEdit}
            editing={query.objective}
            progressing={query.progress}
            onEdit={(id) => open('objective', id)}
            onProgress={(id) => open('progress', id)}
            onClose={close}
          />
          <Questions
            questions={plan.questions}
            sessions={plan.sessions}
            unsent={unsent}
            canEdit={canEdit}
            editing={query.question}
            onEdit={(id) => open('question', id)}
            onClose={close}
          />
          <Materials
            materials={plan.materials}
            unsent={unsent}
            canEdit={canEdit}
            editing={query.material}
            onEdit={(id) => open('material', id)}
            onClose={close}
          />
          <PracticalitiesSection
            exchange={plan.exchange}
            unsent={unsent}
            canEdit={canEdit}
            editing={query.practicalities !== undefined}
            onEdit={() => open('practicalities', 'edit')}
            onClose={close}
          />
          <List>
            <PoliciesLink exchange={plan.exchange} />
            <ListItem icon={cdxIconSpeechBubbles} href="/plan/call" title={t('today-follow-up')} />
          </List>
        </>
      )}
    </Page>
  );
}
