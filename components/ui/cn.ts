// What a class name sets, for those that one of ours overrides. Two that set the same may not both stay: which of them wins
// would be left to the order of the style sheet.
const SETS: readonly [RegExp, string][] = [
  [/^(?:block|flex|grid|hidden|inline|inline-block|inline-flex|inline-grid|contents)$/, 'display'],
  [/^text-(?:xs|sm|base|lg|\d?xl|\[[\d.]+\w+\])$/, 'text-size'],
  [/^text-(?:left|right|center)$/, 'text-align'],
  [/^font-(?:normal|medium|semibold|bold)$/, 'font-weight'],
  [/^border(?:-\d)?$/, 'border'],
  [/^(size|h|w|min-w|max-w|min-h|max-h|p|px|py|pt|pr|pb|pl|gap(?!-[xy])|whitespace|rounded|text|bg|opacity)-/, ''],
]
const ALSO: Readonly<Record<string, readonly string[]>> = {
  size: ['h', 'w'],
  p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
  px: ['pr', 'pl'],
  py: ['pt', 'pb'],
}

const known = new Map<string, string>()

/** Joins class names; of two that set the same property the later wins. `cn.test.ts` says which properties it knows. */
export function cn(...values: (string | false | null | undefined)[]): string {
  const joined = values.filter(Boolean).join(' ')
  let merged = known.get(joined)
  if (merged === undefined) {
    merged = merge(joined.split(' '))
    known.set(joined, merged)
  }
  return merged
}

function merge(names: readonly string[]): string {
  const taken = new Set<string>()
  return names
    .toReversed()
    .filter((name) => {
      const variants = name.slice(0, name.lastIndexOf(':') + 1)
      const what = setBy(name.slice(variants.length))
      if (what === null) return true
      if (taken.has(variants + what)) return false
      for (const one of [what, ...(ALSO[what] ?? [])]) taken.add(variants + one)
      return true
    })
    .toReversed()
    .join(' ')
}

function setBy(name: string): string | null {
  for (const [pattern, what] of SETS) {
    const match = pattern.exec(name)
    if (match) return what || (match[1] ?? null)
  }
  return null
}
