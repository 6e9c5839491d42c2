import type { Sheet } from '#lib/trust/journey.ts'

/** What lies at a step, 40 by 48: lines of a log, lines struck out, an analysis, or an empty place. */
export function JourneySheet({ sheet, x, y }: { sheet: Sheet; x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        width="40"
        height="48"
        rx="4"
        className={sheet === 'gone' ? 'fill-transparent stroke-edge' : 'fill-surface stroke-ink-soft'}
        strokeDasharray={sheet === 'gone' ? '3 3' : undefined}
      />
      <SheetLines sheet={sheet} />
    </g>
  )
}

const LINE = 'fill-ink-faint'
const BAR = 'fill-ink'

function SheetLines({ sheet }: { sheet: Sheet }) {
  switch (sheet) {
    case 'raw':
      return [8, 14, 20, 26, 32, 38].map((top, index) => (
        <rect key={top} x="6" y={top} width={[28, 22, 28, 18, 26, 20][index]} height="2" className={LINE} />
      ))
    case 'redacted':
      return (
        <>
          <rect x="6" y="9" width="28" height="2" className={LINE} />
          <rect x="6" y="16" width="10" height="2" className={LINE} />
          <rect x="18" y="14.5" width="16" height="4.5" rx="1" className={BAR} />
          <rect x="6" y="24" width="24" height="2" className={LINE} />
          <rect x="6" y="30.5" width="14" height="4.5" rx="1" className={BAR} />
          <rect x="22" y="32" width="10" height="2" className={LINE} />
          <rect x="6" y="39" width="20" height="2" className={LINE} />
        </>
      )
    case 'reading':
      return (
        <>
          <rect x="6" y="9" width="20" height="2" className={LINE} />
          <rect x="6" y="17" width="28" height="2" className={LINE} />
          <path d="M4 22h32v7H4z" className="fill-transparent stroke-ink" />
          <rect x="7" y="24.5" width="18" height="2" className={BAR} />
          <rect x="6" y="34" width="24" height="2" className={LINE} />
          <rect x="6" y="40" width="16" height="2" className={LINE} />
        </>
      )
    case 'analysis':
      return (
        <>
          <rect x="6" y="8" width="22" height="4" rx="1" className={BAR} />
          <circle cx="8" cy="20" r="1.8" className={BAR} />
          <rect x="13" y="19" width="20" height="2" className={LINE} />
          <circle cx="8" cy="28" r="1.8" className={BAR} />
          <rect x="13" y="27" width="14" height="2" className={LINE} />
          <circle cx="8" cy="36" r="1.8" className={BAR} />
          <rect x="13" y="35" width="18" height="2" className={LINE} />
        </>
      )
    case 'message':
      return (
        <>
          <rect x="6" y="16" width="20" height="4" rx="1" className={BAR} />
          <rect x="6" y="24" width="28" height="2" className={LINE} />
          <rect x="6" y="30" width="16" height="2" className={LINE} />
        </>
      )
    case 'gone':
      return null
  }
}
