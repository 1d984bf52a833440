import { page } from './lazy-page.ts';

/** The pages that stand open to everybody, signed in or not. */
export const AccountPage = page(() => import('./routes/account.tsx').then((module) => module.AccountPage));
export const HelpPage = page(() => import('./routes/help.tsx').then((module) => module.HelpPage));
export const PrivacyPage = page(() => import('./routes/privacy.tsx').then((module) => module.PrivacyPage));
export const JoinPage = page(() => import('./routes/join.tsx').then((module) => module.JoinPage));
