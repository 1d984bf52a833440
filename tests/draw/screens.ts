/** Whose screens: a stranger has no sign-in, `board` is the Hub before it has opened an exchange. */
export type Who = 'stranger' | 'mentor' | 'mentee' | 'board' | 'hub';

/**
 * A screen of the app: a name for its file, and its address. A word with a colon stands for the id of a row of that
 * kind; where there is none, there is no such screen.
 */
export type Screen = { name: string; who: Who; path: string };

const by = (who: Who, screens: Readonly<Record<string, string>>): Screen[] =>
  Object.entries(screens).map(([name, path]) => ({ name, who, path }));

/** Every screen of src/ui/app.tsx; a test tells of a route that is missing here. */
export const screens: readonly Screen[] = [
  ...by('stranger', {
    welcome: '/',
    'welcome-help': '/help',
    'welcome-help-topic': '/help/unwell',
    'welcome-privacy': '/privacy',
    join: '/join',
    account: '/account',
  }),
  ...by('mentor', {
    today: '/today',
    plan: '/plan',
    call: '/plan/call',
    schedule: '/plan/schedule',
    'session-new': '/plan/schedule/new',
    session: '/plan/schedule/:session',
    calendar: '/plan/calendar',
    coverage: '/plan/coverage',
    deadlines: '/plan/deadlines',
    policies: '/plan/policies',
    templates: '/plan/templates',
    expenses: '/expenses',
    'expense-new': '/expenses/new',
    'expense-submit': '/expenses/submit',
    settlement: '/expenses/settlement',
    expense: '/expenses/:expense',
    'receipt-editor': '/expenses/:expense/receipts/:receipt',
    report: '/report',
    publish: '/report/publish',
    blur: '/report/photos/:evidence',
    section: '/report/:section',
    history: '/report/:section/history',
    search: '/search',
    'search-found': '/search?q=wiki',
    more: '/more',
    sync: '/more/sync',
    language: '/more/language',
    news: '/more/news',
    keys: '/more/keys',
    devices: '/more/devices',
    invitations: '/more/invitations',
    'first-1': '/first',
    'first-2': '/first/2',
    'first-3': '/first/3',
    readiness: '/readiness',
    help: '/help',
    'help-topic': '/help/conduct',
    privacy: '/privacy',
    'not-found': '/nowhere',
  }),
  ...by('mentee', { 'today-mentee': '/today', 'report-mentee': '/report', 'more-mentee': '/more' }),
  ...by('board', {
    hub: '/hub',
    'hub-new': '/hub/new',
    'hub-import': '/hub/import',
    'hub-figures': '/hub/figures',
    'hub-template': '/hub/template',
    'hub-more': '/more',
    'hub-invitations': '/more/invitations',
  }),
  ...by('hub', {
    'hub-overview': '/hub/exchange',
    'hub-expenses': '/hub/exchange/expenses',
    'hub-expense': '/hub/exchange/expenses/:expense',
    'hub-budget': '/hub/exchange/budget',
    'hub-bookings': '/hub/exchange/bookings',
    'hub-report': '/hub/exchange/report',
    'hub-details': '/hub/details',
    'hub-trail': '/hub/trail',
    'hub-today': '/today',
    'hub-plan': '/plan',
  }),
];

/** What is there only once both sides have signed, which is the last that happens to the sample. */
export const signedScreens: readonly Screen[] = by('mentor', {
  'report-signed': '/report',
  'signed-report': '/report/signed/:signedReport',
});
