import { cdxIconArrowDown, cdxIconArrowUp } from '@wikimedia/codex-icons';
import { IconButton } from '../components/button.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Select } from '../components/select.tsx';
import { useMessages } from '../context.ts';
import { movePart, type Part } from './hub-template-form.ts';

type TemplatePartsProps = { parts: readonly Part[]; onChange: (parts: Part[]) => void };

/** The parts of the report: which of them, in which order, whose, and whether they must be written. */
export function TemplateParts({ parts, onChange }: TemplatePartsProps) {
  const { t } = useMessages();
  const put = (index: number, changes: Partial<Part>) =>
    onChange(parts.map((part, at) => (at === index ? { ...part, ...changes } : part)));
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the list role from a list without bullets
    <ol class="list" role="list">
      {parts.map((part, index) => {
        const name = t(`section-${part.key}`);
        return (
          <li key={part.key} class="list-item hub-part">
            <Checkbox checked={part.used} onChange={(used) => put(index, { used })}>
              <span class="visually-hidden">{t('hub-template-use', name)}</span>
              <span aria-hidden="true">{name}</span>
            </Checkbox>
            <div class="row">
              <IconButton
                icon={cdxIconArrowUp}
                label={t('hub-template-up', name)}
                disabled={index === 0}
                onClick={() => onChange(movePart(parts, index, -1))}
              />
              <IconButton
                icon={cdxIconArrowDown}
                label={t('hub-template-down', name)}
                disabled={index === parts.length - 1}
                onClick={() => onChange(movePart(parts, index, 1))}
              />
            </div>
            {part.used && (
              <div class="row hub-part-more">
                <Select
                  aria-label={t('hub-template-owner', name)}
                  value={part.owner}
                  options={[
                    { value: 'both', label: t('hub-template-owner-both') },
                    { value: 'mentee', label: t('role-mentee') },
                    { value: 'mentor', label: t('role-mentor') },
                  ]}
                  onChange={(owner) => put(index, { owner })}
                />
                <Checkbox checked={part.required} onChange={(required) => put(index, { required })}>
                  {t('hub-template-required')}
                </Checkbox>
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
