import type { Subprocessor } from '../trust/company.ts'

/** How one list of subprocessors differs from the one that was told before; a firm is known by its name. */
export interface ListChanges {
  added: Subprocessor[]
  removed: Subprocessor[]
  changed: { before: Subprocessor; after: Subprocessor }[]
}

export function listChanges(before: readonly Subprocessor[], after: readonly Subprocessor[]): ListChanges {
  const [was, is] = [byName(before), byName(after)]
  return {
    added: [...is].filter(([name]) => !was.has(name)).map(([, firm]) => firm),
    removed: [...was].filter(([name]) => !is.has(name)).map(([, firm]) => firm),
    changed: [...is].flatMap(([name, firm]) => {
      const old = was.get(name)
      return old && described(old) !== described(firm) ? [{ before: old, after: firm }] : []
    }),
  }
}

export const isUnchanged = ({ added, removed, changed }: ListChanges): boolean =>
  added.length + removed.length + changed.length === 0

/** The changes as paragraphs of a mail. */
export function changesText({ added, removed, changed }: ListChanges): string {
  return [
    ...added.map((firm) => `New: ${firm.name}. ${described(firm)}`),
    ...changed.map(({ before, after }) => `Changed: ${after.name}. ${described(after)} Before: ${described(before)}`),
    ...removed.map((firm) => `No longer: ${firm.name}. ${described(firm)}`),
  ].join('\n\n')
}

function described({ purpose, data, region, when }: Subprocessor): string {
  return `For: ${purpose}. Sees: ${data}. Where: ${region}. When: ${when}.`.replaceAll('..', '.')
}

/** Spaces and case do not make another firm. */
const byName = (list: readonly Subprocessor[]): Map<string, Subprocessor> =>
  new Map(list.map((firm) => [firm.name.replace(/\s+/g, ' ').trim().toLowerCase(), firm]))
