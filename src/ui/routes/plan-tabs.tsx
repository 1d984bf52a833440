import { Tab, Tabs } from '../components/tabs.tsx';
import { useMessages } from '../context.ts';

/** The two halves of the plan. */
export function PlanTabs() {
  const { t } = useMessages();
  return (
    <Tabs label={t('plan-tabs')}>
      <Tab href="/plan">{t('nav-plan')}</Tab>
      <Tab href="/plan/schedule">{t('schedule-title')}</Tab>
      <Tab href="/plan/deadlines">{t('deadline-title')}</Tab>
    </Tabs>
  );
}
