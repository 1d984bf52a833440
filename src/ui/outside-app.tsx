import { LocationProvider, Route, Router } from 'preact-iso/router';
import { Frame, focusHeading } from './components/frame.tsx';
import { type AppContext, AppProvider } from './context.ts';
import { AccountPage, HelpPage, JoinPage, PrivacyPage } from './open-pages.ts';
import { WelcomePage } from './routes/welcome.tsx';

/** The interface of somebody who is not signed in: there is only the way in. */
export function OutsideApp({ app }: { app: AppContext }) {
  return (
    <AppProvider value={app}>
      <LocationProvider>
        <Frame>
          <Router onRouteChange={focusHeading}>
            <Route path="/account" component={AccountPage} />
            <Route path="/help/:topic?" component={HelpPage} />
            <Route path="/privacy" component={PrivacyPage} />
            <Route path="/join" component={JoinPage} />
            <Route default component={WelcomePage} />
          </Router>
        </Frame>
      </LocationProvider>
    </AppProvider>
  );
}
