import type { Chart } from '../analysis.ts'
import { maskTemplate } from './mask-template.ts'
import { indexPhrases } from './phrase-index.ts'

/**
 * What may be stored of a chart: counts as they are, templates as everywhere, by the vocabulary and published phrases. Templates
 * that are the same then become one row; what is left of a row without a single word of ours is not kept.
 */
export function guardChart(chart: Chart, phrases: readonly string[]): Chart {
  const published = indexPhrases(phrases)
  const rows = new Map<string, Chart['templates'][number]>()
  for (const row of chart.templates) {
    const template = maskTemplate(row.template, published)
    if (!/[A-Za-z]{2}/.test(template)) continue
    const same = rows.get(template)
    rows.set(template, same ? joined(same, row) : { ...row, template })
  }
  return { ...chart, templates: [...rows.values()] }
}

function joined(a: Chart['templates'][number], b: Chart['templates'][number]): Chart['templates'][number] {
  return {
    ...a,
    count: a.count + b.count,
    firstLine: Math.min(a.firstLine, b.firstLine),
    lastLine: Math.max(a.lastLine, b.lastLine),
    spark: a.spark.map((count, i) => count + (b.spark[i] ?? 0)),
  }
}
