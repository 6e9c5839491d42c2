import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sourceFiles } from '../../lib/trust/source-hash.ts'

export const ROOT = path.resolve(import.meta.dirname, '../..')

export interface SourceFile {
  file: string
  text: string
}

/** Source files whose repository path fits. */
export function filesOf(wanted: RegExp): SourceFile[] {
  return sourceFiles(ROOT)
    .filter((file) => wanted.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }))
}

export const isProduct = ({ file }: SourceFile): boolean => !/\.test\.tsx?$|\/cases\/|example-case/.test(file)

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/[^\n]*/g, '$1')
}
