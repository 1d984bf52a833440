import '../styles/index.css';
import { Section } from '../components/section.tsx';
import { type AppContext, AppProvider } from '../context.ts';
import { elsewhere, samples } from './component-samples.tsx';

/** `/#/components` while developing: every component with its states, in the colours that the device prefers. */
export function ComponentsPage({ app }: { app: AppContext }) {
  return (
    <AppProvider value={app}>
      <main class="page page-body">
        <h1>Components</h1>
        {Object.entries(samples).map(([name, sample]) => (
          <Section key={name} title={name}>
            {sample()}
          </Section>
        ))}
        <Section title="Seen in the app">
          <ul class="bullets">
            {Object.entries(elsewhere).map(([name, path]) => (
              <li key={name}>
                {name}: <a href={path}>{path}</a>
              </li>
            ))}
          </ul>
        </Section>
      </main>
    </AppProvider>
  );
}
