import { useEffect } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import { Frame, focusHeading } from './components/frame.tsx';
import { Nav } from './components/nav.tsx';
import { PhaseProvider } from './components/phase-provider.tsx';
import { Shortcuts } from './components/shortcuts.tsx';
import { type AppContext, AppProvider, useApp } from './context.ts';
import { useSearchKeys } from './hooks/use-search-keys.ts';
import { page } from './lazy-page.ts';
import { AccountPage, HelpPage, JoinPage, PrivacyPage } from './open-pages.ts';
import { TodayPage } from './routes/today.tsx';

/** The interface of somebody who is signed in, on what inside.tsx gives it. */
export function App({ app }: { app: AppContext }) {
  return (
    <AppProvider value={app}>
      <LocationProvider>
        <Root />
      </LocationProvider>
    </AppProvider>
  );
}

const PlanPage = page(() => import('./routes/plan.tsx').then((module) => module.PlanPage));
const SchedulePage = page(() => import('./routes/schedule.tsx').then((module) => module.SchedulePage));
const SessionPage = page(() => import('./routes/schedule-session.tsx').then((module) => module.SessionPage));
const CalendarPage = page(() => import('./routes/calendar.tsx').then((module) => module.CalendarPage));
const PlanToolPage = page(() => import('./routes/plan-tools.tsx').then((module) => module.PlanToolPage));
const FollowUpPage = page(() => import('./routes/follow-up.tsx').then((module) => module.FollowUpPage));
const ExpensesPage = page(() => import('./routes/expenses.tsx').then((module) => module.ExpensesPage));
const ExpenseNewPage = page(() => import('./routes/expense-new.tsx').then((module) => module.ExpenseNewPage));
const ExpenseSubmitPage = page(() => import('./routes/expense-submit.tsx').then((module) => module.ExpenseSubmitPage));
const SettlementPage = page(() => import('./routes/settlement.tsx').then((module) => module.SettlementPage));
const ExpensePage = page(() => import('./routes/expense.tsx').then((module) => module.ExpensePage));
const BlurPage = page(() => import('./routes/report-blur.tsx').then((module) => module.BlurPage));
const PictureEditorPage = page(() => import('./routes/picture-editor.tsx').then((module) => module.PictureEditorPage));
const ReportPage = page(() => import('./routes/report.tsx').then((module) => module.ReportPage));
const ReportSectionPage = page(() => import('./routes/report-section.tsx').then((module) => module.ReportSectionPage));
const SignedReportPage = page(() => import('./routes/report-signed.tsx').then((module) => module.SignedReportPage));
const ReportHistoryPage = page(() => import('./routes/report-history.tsx').then((module) => module.ReportHistoryPage));
const ReportPublishPage = page(() => import('./routes/report-publish.tsx').then((module) => module.ReportPublishPage));
const MorePage = page(() => import('./routes/more.tsx').then((module) => module.MorePage));
const SyncPage = page(() => import('./routes/sync.tsx').then((module) => module.SyncPage));
const ReadinessPage = page(() => import('./routes/readiness.tsx').then((module) => module.ReadinessPage));
const LanguagePage = page(() => import('./routes/language.tsx').then((module) => module.LanguagePage));
const DevicesPage = page(() => import('./routes/devices.tsx').then((module) => module.DevicesPage));
const InvitationsPage = page(() => import('./routes/invitations.tsx').then((module) => module.InvitationsPage));
const FirstPage = page(() => import('./routes/first.tsx').then((module) => module.FirstPage));
const NewsPage = page(() => import('./routes/news-page.tsx').then((module) => module.NewsPage));
const KeysPage = page(() => import('./routes/keys.tsx').then((module) => module.KeysPage));
const SearchPage = page(() => import('./routes/search.tsx').then((module) => module.SearchPage));
const HubPages = page(() => import('./routes/hub-pages.tsx').then((module) => module.HubPages));
const NotFoundPage = page(() => import('./routes/not-found.tsx').then((module) => module.NotFoundPage));

function Root() {
  const { session } = useApp();
  const { path } = useLocation();
  useSearchKeys(session !== null);
  return <Frame nav={path === '/join' ? null : <Nav />}>{session ? <OfExchange /> : <HubScreens />}</Frame>;
}

/** All of an open exchange: its phase and its keys are the same on every screen. */
function OfExchange() {
  return (
    <PhaseProvider>
      <Shortcuts />
      <Screens />
    </PhaseProvider>
  );
}

function Screens() {
  return (
    <Router onRouteChange={focusHeading}>
      <Route path="/" component={ToToday} />
      <Route path="/today" component={TodayPage} />
      <Route path="/plan" component={PlanPage} />
      <Route path="/plan/call" component={FollowUpPage} />
      <Route path="/plan/schedule" component={SchedulePage} />
      <Route path="/plan/schedule/:id" component={SessionPage} />
      <Route path="/plan/calendar" component={CalendarPage} />
      <Route path="/plan/:tool" component={PlanToolPage} />
      <Route path="/expenses" component={ExpensesPage} />
      <Route path="/expenses/new" component={ExpenseNewPage} />
      <Route path="/expenses/submit" component={ExpenseSubmitPage} />
      <Route path="/expenses/settlement" component={SettlementPage} />
      <Route path="/expenses/:id" component={ExpensePage} />
      <Route path="/expenses/:id/receipts/:receipt" component={PictureEditorPage} />
      <Route path="/report" component={ReportPage} />
      <Route path="/report/publish" component={ReportPublishPage} />
      <Route path="/report/signed/:hash" component={SignedReportPage} />
      <Route path="/report/photos/:id" component={BlurPage} />
      <Route path="/report/:id" component={ReportSectionPage} />
      <Route path="/report/:id/history/:entry?" component={ReportHistoryPage} />
      <Route path="/search" component={SearchPage} />
      <Route path="/more" component={MorePage} />
      <Route path="/more/sync" component={SyncPage} />
      <Route path="/more/language" component={LanguagePage} />
      <Route path="/more/news" component={NewsPage} />
      <Route path="/more/keys" component={KeysPage} />
      <Route path="/first/:step?" component={FirstPage} />
      <Route path="/readiness" component={ReadinessPage} />
      <Route path="/account" component={AccountPage} />
      <Route path="/hub/:page?/:part?/:id?" component={HubPages} />
      <Route path="/more/devices" component={DevicesPage} />
      <Route path="/more/invitations" component={InvitationsPage} />
      <Route path="/help/:topic?" component={HelpPage} />
      <Route path="/privacy" component={PrivacyPage} />
      <Route path="/join" component={JoinPage} />
      <Route default component={NotFoundPage} />
    </Router>
  );
}

/** Hub staff who have not opened an exchange: what spans them all, and this device. */
function HubScreens() {
  return (
    <Router onRouteChange={focusHeading}>
      <Route path="/hub/:page?/:part?/:id?" component={HubPages} />
      <Route path="/more" component={MorePage} />
      <Route path="/more/news" component={NewsPage} />
      <Route path="/more/language" component={LanguagePage} />
      <Route path="/more/devices" component={DevicesPage} />
      <Route path="/more/invitations" component={InvitationsPage} />
      <Route path="/help/:topic?" component={HelpPage} />
      <Route path="/privacy" component={PrivacyPage} />
      <Route path="/join" component={JoinPage} />
      <Route default component={ToHub} />
    </Router>
  );
}

function ToToday() {
  return <To path="/today" />;
}

function ToHub() {
  return <To path="/hub" />;
}

function To({ path }: { path: string }) {
  const { route } = useLocation();
  useEffect(() => route(path, true), [route, path]);
  return null;
}
