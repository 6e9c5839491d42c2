/** A function at the outside of a file, whichever way it is written. */
const DECLARED =
  /^(?:export )?(?:async )?(?:function\*? (\w+)|const (\w+)(?:: [^=\n]+)? =\s*(?:async )?(?:\(|\w+ =>))/gm
/** What a file takes from its neighbours, types left out. */
const IMPORTED = /^import \{([^}]*)\} from '(?:\.|#lib)/gm
const IN_COMMENT = /^\s*(?:\/?\*|\/\/)/

/**
 * A loader: asks the minifier to leave the functions of the pure rooms where they stand. It moves one that is called in a single
 * place into that place, where a new function is then made at every call, which no engine compiles for long: condensing ten
 * megabytes took Chromium's worker twice as long. The mark goes before each call; `ops/functions-in-place.test.ts` parses every
 * file with and without it.
 */
export default function functionsInPlace(source: string): string {
  const names = new Set<string>()
  for (const [, declared, arrow] of source.matchAll(DECLARED)) names.add(declared ?? arrow ?? '')
  for (const [, list = ''] of source.matchAll(IMPORTED))
    for (const item of list.split(',')) {
      const name = item.trim().split(' as ').at(-1) ?? ''
      if (name !== '' && !name.startsWith('type ')) names.add(name)
    }
  names.delete('')
  if (names.size === 0) return source
  const call = new RegExp(`(?<![\\w.$#]|function |function\\* )(?:${[...names].join('|')})\\(`, 'g')
  return source
    .split('\n')
    .map((line) => (IN_COMMENT.test(line) ? line : line.replace(call, '/*#__NOINLINE__*/$&')))
    .join('\n')
}
