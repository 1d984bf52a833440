import '../styles/figures.css';
import { cdxIconDownload } from '@wikimedia/codex-icons';
import { useId, useRef, useState } from 'preact/hooks';
import { codeOf, type ErrorCode } from '#domain/errors.ts';
import { Button } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { useApp, useMessages } from '../context.ts';
import { useWide } from '../hooks/use-wide.ts';
import { errorKey } from '../i18n/message-keys.ts';
import type { Bar, Chart } from './figures-chart-data.ts';
import { chartFile } from './figures-chart-file.ts';

/** Units of the drawing, which are those of the text on a laptop; on a phone the browser makes it a little smaller. */
const widths = { wide: 720, narrow: 360 };
const rowHeight = 56;
const legendHeight = 36;
const titleHeight = 40;
/** Room for the words after the longest bar. */
const valueWidth = 150;

/**
 * Bars with their words above and beside them, so that no colour alone tells anything. The same figures stand in the
 * table below, for whom a picture says nothing.
 */
export function FiguresChart({ chart, name }: { chart: Chart /** Of the files. */; name: string }) {
  const { t } = useMessages();
  const { device } = useApp();
  const svg = useRef<SVGSVGElement>(null);
  const [failure, setFailure] = useState<ErrorCode | null>(null);

  async function save(type: 'svg' | 'png'): Promise<void> {
    if (!svg.current) return;
    setFailure(null);
    try {
      const file = await chartFile(svg.current, type);
      // Closing the share sheet is no failure.
      await device.saveFile(file, `${name}.${type}`).catch(() => undefined);
    } catch (error) {
      setFailure(codeOf(error));
    }
  }

  return (
    <figure class="figures-chart">
      <ChartPicture chart={chart} svgRef={svg} />
      <div class="actions">
        <Button weight="quiet" icon={cdxIconDownload} onClick={() => void save('svg')}>
          {t('figures-save', 'SVG')}
        </Button>
        <Button weight="quiet" icon={cdxIconDownload} onClick={() => void save('png')}>
          {t('figures-save', 'PNG')}
        </Button>
      </div>
      {failure && <Message type="error" announce children={t(errorKey(failure))} />}
    </figure>
  );
}

function ChartPicture({ chart, svgRef }: { chart: Chart; svgRef: { current: SVGSVGElement | null } }) {
  const id = useId();
  const { title, bars, legend } = chart;
  const isWide = useWide('(min-width: 40rem)');
  const width = isWide ? widths.wide : widths.narrow;
  const legendAt = titleHeight + bars.length * rowHeight;
  const legendRows = isWide ? Math.min(legend.length, 1) : legend.length;
  const height = legendAt + Math.max(legendRows * legendHeight, 8);
  const longest = Math.max(...bars.map(lengthOf), 1);
  return (
    <svg
      ref={svgRef}
      class="figures-svg"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-words`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-words`}>{bars.map(({ label, words }) => `${label}: ${words}`).join('; ')}</desc>
      <rect class="figures-paper" width={width} height={height} />
      <text class="figures-title" x="0" y="22">
        {title}
      </text>
      {bars.map((bar, at) => (
        <BarOf key={bar.label} bar={bar} y={titleHeight + at * rowHeight} scale={(width - valueWidth) / longest} />
      ))}
      {legend.map(({ tone, name }, at) => (
        <g
          key={tone}
          transform={`translate(${isWide ? (at * width) / legend.length : 0} ${legendAt + 8 + (isWide ? 0 : at * legendHeight)})`}
        >
          <rect class={`figures-${tone}`} width="16" height="16" />
          <text class="figures-text" x="24" y="13">
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}

function BarOf({ bar: { label, parts, words }, y, scale }: { bar: Bar; y: number; scale: number }) {
  let x = 0;
  return (
    <g transform={`translate(0 ${y})`}>
      <text class="figures-text" x="0" y="14">
        {label}
      </text>
      {parts.map(({ tone, value }) => {
        const from = x;
        x += value * scale;
        return value > 0 && <rect key={tone} class={`figures-${tone}`} x={from} y="22" width={x - from} height="20" />;
      })}
      <text class="figures-value" x={x + 8} y="37">
        {words}
      </text>
    </g>
  );
}

function lengthOf({ parts }: Bar): number {
  return parts.reduce((sum, { value }) => sum + value, 0);
}
