import { CarnetError } from '#domain/errors.ts';
import {
  builtInTemplate,
  type SaveTemplateRequest,
  type TemplateResponse,
  templateSchema,
} from '#domain/template/schema.ts';
import type { Services } from './services.ts';

/** The template as it is now, and who saved which version when. */
export async function readTemplate({ storage }: Pick<Services, 'storage'>): Promise<TemplateResponse> {
  const [stored, history] = await Promise.all([storage.templates.current(), storage.templates.history()]);
  const names = await storage.board.namesOf([...new Set(history.map(({ savedBy }) => savedBy))]);
  const current = stored
    ? { version: stored.version, template: templateSchema.parse(stored.template) }
    : builtInTemplate;
  return {
    type: 'template',
    ...current,
    history: history.map((entry) => ({ ...entry, savedBy: names.get(entry.savedBy) ?? '' })),
  };
}

/**
 * Saves the next version. Exchanges that exist keep what they began with.
 * @throws CarnetError `template_changed` when somebody has saved another one since `base`
 */
export async function saveTemplate(
  services: Pick<Services, 'storage' | 'clock'>,
  savedBy: string,
  { base, template }: Omit<SaveTemplateRequest, 'type'>,
): Promise<TemplateResponse> {
  const { storage, clock } = services;
  const stored = await storage.templates.current();
  const current = stored?.version ?? 0;
  const days = template.days ?? templateSchema.parse(stored?.template ?? builtInTemplate.template).days;
  const next = { version: base + 1, template: { ...template, days }, savedAt: clock().toISOString(), savedBy };
  if (current !== base || !(await storage.templates.save(next))) throw new CarnetError('template_changed');
  return readTemplate(services);
}
