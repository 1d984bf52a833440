type ProgressBarProps = {
  /** What is measured. */
  label: string;
  value: number;
  max: number;
  /** The value in words (“42 of 100 €”), for a screen reader. */
  valueText?: string;
};

/** A share of a whole: an upload, or what is spent of a budget; more than the whole shows in red. */
export function ProgressBar({ label, value, max, valueText }: ProgressBarProps) {
  const share = max > 0 ? Math.min(Math.max(value / max, 0), 1) : 0;
  return (
    <div
      class={`cdx-progress-bar${value > max ? ' cdx-progress-bar--over' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={valueText}
    >
      <div class="cdx-progress-bar__bar cdx-progress-bar__bar--determinate" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
