import { useFieldLinks } from './field.tsx';

type SelectProps<Value extends string> = {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  disabled?: boolean | undefined;
  name?: string;
  /** The control's name, when it stands outside a Field. */
  'aria-label'?: string;
};

/** The platform's own select: its wheel or sheet is the best list for a thumb. '' may be an option (“Choose…”). */
export function Select<Value extends string>({ value, options, onChange, ...rest }: SelectProps<Value>) {
  const { control, invalid } = useFieldLinks();
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <select
      {...rest}
      {...control}
      class={`cdx-select${invalid ? ' cdx-select--status-error' : ''}`}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
