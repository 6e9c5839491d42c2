import { strFromU8, unzipSync, zipSync } from 'fflate'
import { fileProblem } from './file-problem.ts'
import { MAX_ENTRIES, MAX_UNPACKED_BYTES } from './limits.ts'

/**
 * An XLSX as the files in its archive. It is unpacked within limits, and refused where it could run something: macros, old
 * macro sheets, controls, embedded programs, links that start one. Files that are not changed go back byte for byte.
 */
export type Package = Readonly<Record<string, Uint8Array>>

const ZIP = 'PK\u0003\u0004'
/** The container of XLS and of workbooks with a password. */
const COMPOUND = '\u00d0\u00cf\u0011\u00e0'
const RUNS =
  /(^|\/)(vbaProject|vbaData|attachedToolbars)\.|^xl\/(macrosheets|dialogsheets|activeX|ctrlProps|embeddings)\//i
/** Dates of 1980, the first that an archive can hold: a file says nothing of when it was answered. */
const NO_TIME = new Date('1980-01-01T00:00:00')

const TOO_MUCH = [
  'The workbook unpacks to more than a questionnaire needs.',
  'Send the sheets with questions alone.',
] as const
const DAMAGED = ['The workbook is damaged.', 'Open it, save it again as XLSX, and send that.'] as const

/** Throws Invalid. */
export function openPackage(bytes: Uint8Array): Package {
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  if (start === COMPOUND)
    throw fileProblem('This is an old workbook, or one with a password.', 'Save it as XLSX without a password.')
  if (start !== ZIP) throw fileProblem('This is no XLSX and no CSV.', 'Save it as XLSX or CSV.')
  const files = unpacked(bytes)
  if (Object.keys(files).some((name) => RUNS.test(name)))
    throw fileProblem('The workbook holds macros, controls or embedded files.', 'Save it as XLSX without them.')
  if (/macroEnabled/i.test(textOf(files, '[Content_Types].xml')))
    throw fileProblem('The workbook holds macros.', 'Save it as XLSX without them.')
  for (const name of Object.keys(files)) {
    if (/^xl\/externalLinks\/[^/]+\.xml$/i.test(name) && /<(\w+:)?(ddeLink|oleLink)\b/.test(textOf(files, name)))
      throw fileProblem('The workbook holds a link that starts another program.', 'Remove its data links.')
  }
  return files
}

/** The archive with some of its files replaced. */
export function packageWith(files: Package, changed: Package): Uint8Array {
  return zipSync({ ...files, ...changed }, { level: 6, mtime: NO_TIME })
}

/** A file of it as text; '' where there is none. Throws Invalid for a document type, by which entities could be defined. */
export function textOf(files: Package, name: string): string {
  const bytes = Object.hasOwn(files, name) ? files[name] : undefined
  if (bytes === undefined) return ''
  const text = strFromU8(bytes).replace(/^\ufeff/, '')
  if (/<!(DOCTYPE|ENTITY)/i.test(text) || text.startsWith('\ufffd')) throw fileProblem(...DAMAGED)
  return text
}

/** Sizes come from the archive's own list: nothing is unpacked into more room than it states there. */
function unpacked(bytes: Uint8Array): Package {
  let [total, entries] = [0, 0]
  const seen = new Set<string>()
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize
        if (total > MAX_UNPACKED_BYTES || ++entries > MAX_ENTRIES) throw fileProblem(...TOO_MUCH)
        if (isOdd(name) || seen.has(name.toLowerCase())) throw fileProblem(...DAMAGED)
        seen.add(name.toLowerCase())
        return !name.endsWith('/')
      },
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'invalid') throw error
    throw fileProblem(...DAMAGED)
  }
}

/** Nothing is written to a disk here, but whoever unpacks the answer should not be led out of a folder either. */
const isOdd = (name: string): boolean =>
  name === '' || /^[/\\]|\\|(^|\/)\.\.(\/|$)|[\u0000-\u001f]|^[A-Za-z]:/.test(name) || name === '__proto__'
