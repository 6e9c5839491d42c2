/** One box of the drawing, with what it holds. */
interface Box {
  x: number
  y: number
  title: string
  lines: readonly [string, string]
}

const WIDTH = 208
const HEIGHT = 92
const BOXES: readonly Box[] = [
  { x: 0, y: 0, title: 'Browser', lines: ['redacts, condenses', 'in a worker of its own'] },
  { x: 0, y: 132, title: 'Your tools', lines: ['send signed alerts', 'by webhook'] },
  { x: 0, y: 264, title: 'Command line', lines: ['the same engine', 'without a server'] },
  { x: 296, y: 66, title: 'Server', lines: ['verifies, redacts, finds', 'a cause, in memory'] },
  { x: 296, y: 264, title: 'Keys', lines: ['a folder of their own', 'sealing, signing'] },
  { x: 592, y: 0, title: 'Database', lines: ['analyses, accounts,', 'audit; rows kept apart'] },
  { x: 592, y: 132, title: 'Channels', lines: ['take the message', 'of an analysis'] },
  { x: 592, y: 264, title: 'Model, if allowed', lines: ['reads redacted,', 'condensed lines'] },
]
const LINES = [
  'M208 46H248V96H296',
  'M208 178H248V128H296',
  'M504 96H548V46H592',
  'M504 112H592M548 112V178H592',
  'M504 128H532V310H592',
  'M400 158V264',
]

/** How the parts stand to each other; the same in words below, for who does not see it. */
export function ArchitectureDrawing() {
  return (
    <figure className="grid gap-3">
      <div className="scroll-x">
        <svg
          viewBox="-1 -1 802 358"
          role="img"
          aria-label="Parts of the software and how they are connected"
          className="w-full min-w-[40rem]"
        >
          {LINES.map((line) => (
            <path key={line} d={line} className="fill-none stroke-ink-soft" strokeWidth="1.5" />
          ))}
          {BOXES.map(({ x, y, title, lines }) => (
            <g key={title} transform={`translate(${x} ${y})`}>
              <rect width={WIDTH} height={HEIGHT} rx="10" className="fill-surface stroke-edge" />
              <text x="16" y="28" className="fill-ink text-[15px] font-semibold">
                {title}
              </text>
              <text x="16" y="54" className="fill-ink-soft text-[13px]">
                {lines[0]}
              </text>
              <text x="16" y="74" className="fill-ink-soft text-[13px]">
                {lines[1]}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <figcaption className="measure text-base text-ink-soft">
        Browsers and tools reach one server. It alone reaches the database, under two roles that may little; the keys,
        which lie apart; the channels of a workspace; and a model where a workspace allows one. The command line needs
        none of it.
      </figcaption>
    </figure>
  )
}
