import type { TestProject } from 'vitest/node';
import { openPostgresStorage } from '#server/db/postgres.ts';
import { startPostgres, type TemporaryPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the cluster's first database. */
    postgres: string;
  }
}

let postgres: TemporaryPostgres | undefined;

/**
 * Vitest's global setup of the PostgreSQL project: one cluster for the run. Each application of a test copies the
 * database `migrated` in it.
 */
export async function setup(project: TestProject): Promise<void> {
  postgres = startPostgres();
  project.provide('postgres', postgres.urlOf('postgres'));
  const template = await openPostgresStorage(postgres.urlOf('migrated'));
  await template.close();
}

export function teardown(): void {
  postgres?.stop();
}
