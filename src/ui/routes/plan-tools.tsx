import { useRoute } from 'preact-iso/router';
import { CoveragePage } from './coverage.tsx';
import { DeadlinesPage } from './deadlines.tsx';
import { NotFoundPage } from './not-found.tsx';
import { PoliciesPage } from './plan-policies.tsx';
import { TemplatesPage } from './templates.tsx';

const pages = { coverage: CoveragePage, deadlines: DeadlinesPage, policies: PoliciesPage, templates: TemplatesPage };

/** The smaller screens of the plan in one file: each of its own would cost Today the list of what it loads. */
export function PlanToolPage() {
  const { tool = '' } = useRoute().params;
  // Own keys only, so that `/plan/constructor` is no page.
  const Page = Object.hasOwn(pages, tool) ? pages[tool as keyof typeof pages] : NotFoundPage;
  return <Page />;
}
