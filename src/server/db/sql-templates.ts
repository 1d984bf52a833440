import type { Kysely } from 'kysely';
import type { StoredTemplate, TemplateStorage } from '../storage.ts';
import type { Database } from './schema.ts';

/** The versions of the programme's template. None is changed: two people who save at once make one version, not two. */
export class SqlTemplates implements TemplateStorage {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async current(): Promise<StoredTemplate | undefined> {
    const found = await this.#db
      .selectFrom('templates')
      .selectAll()
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!found) return undefined;
    const { version, value, saved_at: savedAt, saved_by: savedBy } = found;
    return { version, template: JSON.parse(value), savedAt, savedBy };
  }

  history(): Promise<Omit<StoredTemplate, 'template'>[]> {
    return this.#db
      .selectFrom('templates')
      .select(['version', 'saved_at as savedAt', 'saved_by as savedBy'])
      .orderBy('version', 'desc')
      .execute();
  }

  async save({ version, template, savedAt, savedBy }: StoredTemplate): Promise<boolean> {
    const saved = await this.#db
      .insertInto('templates')
      .values({ version, value: JSON.stringify(template), saved_at: savedAt, saved_by: savedBy })
      .onConflict((conflict) => conflict.column('version').doNothing())
      .executeTakeFirst();
    return Number(saved.numInsertedOrUpdatedRows ?? 0) > 0;
  }
}
