import type { Chart } from '../analysis.ts'
import type { CondensedLog } from './condensed-log.ts'

const MAX_TEMPLATE_CHARS = 300

/** What a chart of this log needs. Its templates are redacted and not yet masked: the guard does that before anything is kept. */
export function chartOf({ buckets, templates, sparks, linesIn }: CondensedLog): Chart {
  return {
    lines: linesIn,
    buckets: buckets.map(({ at, firstLine, lines, errors }) => ({
      at: at === null ? null : Math.floor(at),
      firstLine,
      lines,
      errors,
    })),
    templates: sparks.flatMap(({ template, counts }) => {
      const of = templates[template]
      if (!of) return []
      const { count, firstLine, lastLine, level } = of
      return [{ template: cut(of.template), count, firstLine, lastLine, level, spark: [...counts] }]
    }),
  }
}

const cut = (text: string): string =>
  text.length <= MAX_TEMPLATE_CHARS ? text : `${text.slice(0, MAX_TEMPLATE_CHARS).toWellFormed()}…`
