import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.dirname(import.meta.dirname)

/** What text recognition loads, from our own address: its worker, one of three cores by what the processor can do, and the English model. */
const RECOGNITION: readonly [from: string, to: string][] = [
  ['node_modules/tesseract.js/dist/worker.min.js', 'tess/worker.min.js'],
  ...['', '-simd', '-relaxedsimd'].map((kind): [string, string] => [
    `node_modules/tesseract.js-core/tesseract-core${kind}-lstm.wasm.js`,
    `tess/core/tesseract-core${kind}-lstm.wasm.js`,
  ]),
  ['node_modules/@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz', 'tess/lang/eng.traineddata.gz'],
]

/** Incidents that were made up, for a first look. */
const SAMPLES = ['service-pool-exhausted.log', 'kubernetes-out-of-memory.log', 'ci-type-error.log']

/** Puts files that lie elsewhere where the server finds them when it starts. Those that are there already are left alone. */
export function copyPublicFiles(): void {
  for (const [from, to] of [
    ...RECOGNITION,
    ...SAMPLES.map((name) => [`examples/${name}`, `samples/${name}`] as const),
  ]) {
    const [source, target] = [path.join(ROOT, from), path.join(ROOT, 'public', to)]
    const { size, mtimeMs } = statSync(source)
    if (existsSync(target) && statSync(target).size === size && statSync(target).mtimeMs >= mtimeMs) continue
    mkdirSync(path.dirname(target), { recursive: true })
    copyFileSync(source, target)
  }
}
