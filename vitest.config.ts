import { defineConfig } from 'vitest/config';

/** What needs a PostgreSQL, and has nothing to say without it. */
const overPostgres = [
  'src/server/db/postgres.test.ts',
  'src/server/backup/over-postgres.test.ts',
  'tests/contract/tx-postgres.test.ts',
  'tests/contract/two-servers.test.ts',
];

/** Kept apart from vite.config.ts: tests need neither the service worker nor the API of the dev server. */
export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('0.0.0-test') },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // It ends what hangs. How fast a test is depends on what else the machine does.
    testTimeout: 60_000,
    // Of two cores the runner would use one.
    maxWorkers: '100%',
    // A thread of its own for each file; a process costs as much as most files do.
    pool: 'threads',
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          environment: 'node',
          include: ['src/domain/**/*.test.ts'],
          // Without storage, clock and network there is nothing that one file could leave to the next.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/*.test.ts', 'src/{store,sync,server}/**/*.test.ts', '{sw,tests}/**/*.test.ts'],
          exclude: ['tests/e2e/**', ...overPostgres],
        },
      },
      {
        extends: true,
        test: {
          // The server's own tests once more, over a real PostgreSQL.
          name: 'postgres',
          environment: 'node',
          include: [
            // What every phone asks, and what spans the exchanges: the Hub's board, creations, templates, trail, retention.
            'src/server/{access,push,pull,sign-in,uploads,copies,events,event-streams,presence,private-rows}.test.ts',
            'src/server/{board,calendars,compact-text,create-exchange,daily-version,template,trail}.test.ts',
            'src/server/{rates/refresh,retention/*}.test.ts',
            'tests/{hub-board,access/isolation}.test.ts',
            ...overPostgres,
          ],
          globalSetup: 'tests/start-postgres.ts',
          setupFiles: 'tests/use-postgres.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          environment: 'happy-dom',
          include: ['src/ui/**/*.test.{ts,tsx}'],
          setupFiles: 'tests/patient-screens.ts',
        },
      },
    ],
  },
});
