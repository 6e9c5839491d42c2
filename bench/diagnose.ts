import { FRESH_ENVELOPE_JOBS } from '../lib/pipeline/diagnose/cases/fresh-envelope-jobs.ts'
import { FRESH_INCIDENTS } from '../lib/pipeline/diagnose/cases/fresh-incidents.ts'
import { FRESH_LANGUAGE_JOBS } from '../lib/pipeline/diagnose/cases/fresh-language-jobs.ts'
import { FRESH_OTHER_JOBS } from '../lib/pipeline/diagnose/cases/fresh-other-jobs.ts'
import { FRESH_PLATFORM_JOBS } from '../lib/pipeline/diagnose/cases/fresh-platform-jobs.ts'
import { FRESH_SECOND_INCIDENTS } from '../lib/pipeline/diagnose/cases/fresh-second-incidents.ts'
import { FRESH_SECOND_JOBS } from '../lib/pipeline/diagnose/cases/fresh-second-jobs.ts'
import { HEALTHY_LOGS } from '../lib/pipeline/diagnose/cases/healthy-logs.ts'
import { INCIDENTS } from '../lib/pipeline/diagnose/cases/incidents.ts'
import { JAVASCRIPT_JOBS } from '../lib/pipeline/diagnose/cases/javascript-jobs.ts'
import { MORE_HEALTHY_LOGS } from '../lib/pipeline/diagnose/cases/more-healthy-logs.ts'
import { NATIVE_JOBS } from '../lib/pipeline/diagnose/cases/native-jobs.ts'
import { OPERATIONS_JOBS } from '../lib/pipeline/diagnose/cases/operations-jobs.ts'
import { PYTHON_JOBS } from '../lib/pipeline/diagnose/cases/python-jobs.ts'
import { diagnosisOf } from '../lib/pipeline/diagnose/cases/read-case.ts'
import { SCRIPTING_JOBS } from '../lib/pipeline/diagnose/cases/scripting-jobs.ts'

// Calibration and speed of the local engine on the logs written for its tests: how often it is right at each confidence.
const jobs = [...JAVASCRIPT_JOBS, ...PYTHON_JOBS, ...NATIVE_JOBS, ...SCRIPTING_JOBS, ...OPERATIONS_JOBS]
const cases = [
  ...jobs.map(({ log, category }) => ({ log, categories: [category] as readonly string[] })),
  ...INCIDENTS,
  ...FRESH_LANGUAGE_JOBS,
  ...FRESH_PLATFORM_JOBS,
  ...FRESH_OTHER_JOBS,
  ...FRESH_SECOND_JOBS,
  ...FRESH_ENVELOPE_JOBS,
  ...FRESH_INCIDENTS,
  ...FRESH_SECOND_INCIDENTS,
  ...[...HEALTHY_LOGS, ...MORE_HEALTHY_LOGS].map(({ log }) => ({ log, categories: ['healthy'] as readonly string[] })),
]

const started = performance.now()
const answers = cases.map(({ log, categories }) => {
  const { category, confidence } = diagnosisOf(log)
  return { confidence, right: categories.includes(category) }
})
const ms = performance.now() - started

const rows = [0, 0.3, 0.5, 0.6, 0.7, 0.8].map((from, i, all) => {
  const to = all[i + 1] ?? 1.01
  const inside = answers.filter(({ confidence }) => confidence >= from && confidence < to)
  const right = inside.filter((answer) => answer.right).length
  return {
    confidence: `${from}–${Math.min(1, to)}`,
    answers: inside.length,
    right: inside.length === 0 ? '–' : (right / inside.length).toFixed(2),
  }
})
const brier =
  answers.reduce((sum, { confidence, right }) => sum + (confidence - (right ? 1 : 0)) ** 2, 0) / answers.length
for (const { confidence, answers: count, right } of rows)
  process.stdout.write(`${confidence.padEnd(10)} ${String(count).padStart(4)} answers, right ${right}\n`)
process.stdout.write(
  `brier ${brier.toFixed(3)}, ${cases.length} logs, ${(ms / cases.length).toFixed(1)} ms each with redaction and condensing\n`,
)
