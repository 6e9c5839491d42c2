import type { Journey, JourneyStep } from '#lib/trust/journey.ts'
import { BOX, bands, type Place, ROW, wideArrows, widePlace, wrapWords, ZONE } from './journey-shape.ts'
import { JourneySheet } from './journey-sheet.tsx'

const WIDE_WIDTH = 3 * ZONE.width + 2 * ZONE.gap
const TITLE_CHARS = 25
const NOTE_CHARS = 31

export interface JourneyDrawingProps {
  journey: Journey
  /** Where the rows of the table are: "" on the same page, "/data-flow" elsewhere. */
  tablePage?: string
}

/** The journey across on wide screens and down on narrow ones. Every step is a link to its row in the table. */
export function JourneyDrawing({ journey, tablePage = '' }: JourneyDrawingProps) {
  return (
    <figure aria-label={`${journey.title}: drawing`} className="grid gap-3">
      <WideDrawing journey={journey} tablePage={tablePage} />
      <TallDrawing journey={journey} tablePage={tablePage} />
      <figcaption className="measure text-base text-ink-soft">{journey.summary}</figcaption>
    </figure>
  )
}

function WideDrawing({ journey, tablePage }: Required<JourneyDrawingProps>) {
  const rows = Math.max(...journey.steps.map(({ row }) => row)) + 1
  const height = ZONE.head + rows * ROW
  return (
    <svg
      viewBox={`0 0 ${WIDE_WIDTH} ${height}`}
      aria-label={`${journey.title}, step by step`}
      className="hidden w-full md:block print:block"
    >
      {journey.zones.map((zone, index) => (
        <g key={zone} transform={`translate(${index * (ZONE.width + ZONE.gap)} 0)`}>
          <rect x=".5" y=".5" width={ZONE.width - 1} height={height - 1} rx="10" className="fill-sunken stroke-line" />
          <text x={ZONE.width / 2} y="28" textAnchor="middle" className="fill-ink-soft text-[15px] font-medium">
            {zone}
          </text>
          <text x={ZONE.width / 2} y={ZONE.head + 46} textAnchor="middle" className="fill-ink-faint text-[13px]">
            {journey.before[index]}
          </text>
        </g>
      ))}
      {wideArrows(journey).map(({ id, path }) => (
        <path
          key={id}
          d={path}
          className="fill-none stroke-ink-soft"
          strokeWidth="1.5"
          strokeDasharray={journey.planned ? '5 4' : undefined}
        />
      ))}
      {journey.steps.map((step, index) => (
        <Step
          key={step.id}
          step={step}
          number={index + 1}
          place={widePlace(step)}
          planned={journey.planned}
          tablePage={tablePage}
        />
      ))}
    </svg>
  )
}

const BAND = { head: 40, step: BOX.height + 16, foot: 4, gap: 20 } as const

function TallDrawing({ journey, tablePage }: Required<JourneyDrawingProps>) {
  let top = 0
  let number = 0
  const drawn = bands(journey).map(({ zone, steps }) => {
    const y = top
    const height = BAND.head + steps.length * BAND.step + BAND.foot
    top += height + BAND.gap
    return {
      zone,
      y,
      height,
      steps: steps.map((step, index) => ({ step, number: ++number, y: y + BAND.head + index * BAND.step })),
    }
  })
  return (
    <svg
      viewBox={`0 0 ${ZONE.width} ${top - BAND.gap}`}
      aria-label={`${journey.title}, step by step`}
      className="mx-auto w-full max-w-md md:hidden print:hidden"
    >
      {drawn.map(({ zone, y, height, steps }, index) => (
        <g key={`${zone}-${y}`}>
          {index > 0 && (
            <path
              d={`M${ZONE.width / 2} ${y - BAND.gap}v${BAND.gap - 1}m-4 -6l4 6l4 -6`}
              className="fill-none stroke-ink-soft"
              strokeWidth="1.5"
            />
          )}
          <rect
            x=".5"
            y={y + 0.5}
            width={ZONE.width - 1}
            height={height - 1}
            rx="10"
            className="fill-sunken stroke-line"
          />
          <text x={ZONE.width / 2} y={y + 26} textAnchor="middle" className="fill-ink-soft text-[14px] font-medium">
            {zone}
          </text>
          {steps.map(({ step, number: count, y: at }) => (
            <Step
              key={step.id}
              step={step}
              number={count}
              place={{ x: 16, y: at }}
              planned={journey.planned}
              tablePage={tablePage}
            />
          ))}
        </g>
      ))}
    </svg>
  )
}

interface StepProps {
  step: JourneyStep
  number: number
  place: Place
  planned: boolean
  tablePage: string
}

function Step({ step, number, place, planned, tablePage }: StepProps) {
  const title = wrapWords(step.title, TITLE_CHARS)
  const note = wrapWords(step.short, NOTE_CHARS)
  const top = (BOX.height - (title.length * 18 + note.length * 16)) / 2
  return (
    <a href={`${tablePage}#${step.id}`} className="group outline-none">
      <g transform={`translate(${place.x} ${place.y})`}>
        <rect
          width={BOX.width}
          height={BOX.height}
          rx="8"
          strokeDasharray={planned ? '5 4' : undefined}
          className="fill-ground stroke-edge transition-colors group-hover:stroke-accent group-focus-visible:stroke-accent group-focus-visible:[stroke-dasharray:none] group-focus-visible:[stroke-width:3px]"
        />
        <JourneySheet sheet={step.sheet} x={14} y={16} />
        <text x="68" y={top + 13} className="fill-ink text-[14px] font-medium">
          {title.map((line, index) => (
            <tspan key={line} x="68" dy={index === 0 ? 0 : 18}>
              {index === 0 ? `${number}  ${line} ` : `${line} `}
            </tspan>
          ))}
        </text>
        <text x="68" y={top + title.length * 18 + 12} className="fill-ink-soft text-[12.5px]">
          {note.map((line, index) => (
            <tspan key={line} x="68" dy={index === 0 ? 0 : 16}>
              {`${line} `}
            </tspan>
          ))}
        </text>
      </g>
    </a>
  )
}
