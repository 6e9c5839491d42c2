/**
 * Started by bench/redact.ts as a process of its own: node --expose-gc bench/redact-memory.ts FILE
 *
 * Prints, as JSON in MiB, the size of the text and by how much the process's resident memory rises above what it was, once with
 * the text loaded and the garbage collected and once without the text, at its highest during one redaction in a cold process. From
 * /proc/self (Linux): the kernel's own high-water mark, reset just before.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { redact } from '../lib/pipeline/redact/redact.ts'

const MIB = 1_048_576
const highest = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024
const settled = async () => {
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 200))
  globalThis.gc?.()
  return process.memoryUsage.rss() / MIB
}

const empty = await settled()
const text = new TextDecoder().decode(readFileSync(process.argv[2] ?? ''))
const loaded = await settled()
writeFileSync('/proc/self/clear_refs', '5')
const { complete } = redact(text)
const peak = highest()
process.stdout.write(
  JSON.stringify({ text: text.length / MIB, overLoaded: peak - loaded, withText: peak - empty, complete }),
)
