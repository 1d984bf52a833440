import {
  builtInTemplate,
  type SavedTemplate,
  type Template,
  type TemplateResponse,
  templateResponseSchema,
  templateSchema,
} from '#domain/template/schema.ts';
import type { HubDb } from '#store/hub/hub-db.ts';
import { parseAnswer, type Transport } from '../transport.ts';

type Deps = { readonly db: HubDb; readonly transport: Transport };

/** The template as the server has it now; kept on the device. @throws CarnetError */
export function readTemplate(deps: Deps): Promise<TemplateResponse> {
  return ask(deps, {});
}

/** Saves the next version. @throws CarnetError `template_changed` when somebody has saved another one since `base` */
export function saveTemplate(deps: Deps, base: number, template: Template): Promise<TemplateResponse> {
  const body = JSON.stringify({ type: 'save-template', base, template });
  return ask(deps, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
}

/** The server's, or without a network what was last heard of, or what Carnet comes with. */
export async function latestTemplate(deps: Deps): Promise<SavedTemplate> {
  await readTemplate(deps).catch(() => undefined);
  const kept = await deps.db.templates.get('current');
  // An older app may have kept it.
  return kept ? { version: kept.version, template: templateSchema.parse(kept.template) } : builtInTemplate;
}

async function ask({ db, transport }: Deps, init: RequestInit): Promise<TemplateResponse> {
  const answer = await parseAnswer(await transport.send('/api/hub/template', init), templateResponseSchema);
  await db.templates.put({ key: 'current', version: answer.version, template: answer.template });
  return answer;
}
