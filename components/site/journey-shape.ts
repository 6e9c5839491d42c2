import type { Journey, JourneyStep } from '#lib/trust/journey.ts'

/** Sizes of the drawings, in units of their view boxes. */
export const BOX = { width: 272, height: 80 } as const
export const ZONE = { width: 304, gap: 24, head: 44 } as const
export const ROW = 104

export interface Place {
  x: number
  y: number
}

/** Where a step's box stands in the wide drawing. */
export function widePlace(step: JourneyStep): Place {
  return {
    x: step.zone * (ZONE.width + ZONE.gap) + (ZONE.width - BOX.width) / 2,
    y: ZONE.head + step.row * ROW + 4,
  }
}

export interface Arrow {
  id: string
  path: string
}

/** Straight arrows: down inside a zone, sideways between zones. Heads are drawn as part of the path. */
export function wideArrows(journey: Journey): Arrow[] {
  return journey.steps.flatMap((step, index) => {
    const before = journey.steps[step.from ?? index - 1]
    if (before === undefined) return []
    const from = widePlace(before)
    const to = widePlace(step)
    const path = before.zone === step.zone ? down(from, to) : sideways(from, to)
    return [{ id: step.id, path }]
  })
}

function down(from: Place, to: Place): string {
  const x = from.x + BOX.width / 2
  return `M${x} ${from.y + BOX.height}V${to.y}M${x - 4} ${to.y - 6}L${x} ${to.y}L${x + 4} ${to.y - 6}`
}

function sideways(from: Place, to: Place): string {
  const y = from.y + BOX.height / 2
  const right = to.x > from.x
  const start = right ? from.x + BOX.width : from.x
  const end = right ? to.x : to.x + BOX.width
  const back = right ? -6 : 6
  return `M${start} ${y}H${end}M${end + back} ${y - 4}L${end} ${y}L${end + back} ${y + 4}`
}

/** Steps in a row that stand in one zone: the bands of the tall drawing. */
export function bands(journey: Journey): { zone: string; steps: JourneyStep[] }[] {
  const found: { zone: string; steps: JourneyStep[] }[] = []
  for (const step of journey.steps) {
    const zone = journey.zones[step.zone] ?? ''
    const last = found.at(-1)
    if (last?.zone === zone) last.steps.push(step)
    else found.push({ zone, steps: [step] })
  }
  return found
}

/** Words in lines of at most `maxChars`: SVG does not wrap. */
export function wrapWords(text: string, maxChars: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= maxChars) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
