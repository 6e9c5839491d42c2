import type { World } from './world.ts'

/** What a check found: how many cases it looked at, what was wrong with them, and figures for the words of its claims. */
export interface Judged {
  population: number
  /** In our words; the first is published. */
  faults: readonly string[]
  figures?: Readonly<Record<string, number | string>>
}

export interface CheckParts<Subject> {
  /** Gets the subject from the product as it is: runs a function, a query, a request. */
  read: (world: World) => Subject | Promise<Subject>
  /** The verdict, from the subject alone. */
  judge: (subject: Subject) => Judged
  /** Breaks the subject: a row, a response, a header. The same `judge` must then find a fault. */
  spoil: (subject: Subject, world: World) => Subject | Promise<Subject>
}

export interface Check {
  /** The verdict on the product, and on the broken subject. */
  run(world: World): Promise<{ verdict: Judged; control: Judged }>
  /** As if the product were broken in the way of the control: what pages say then is tested with this. */
  runPlanted(world: World): Promise<{ verdict: Judged; control: Judged }>
}

/** Something that the check needs is not here: no verdict. The message is published. */
export class NothingToCheck extends Error {}

export function check<Subject>({ read, judge, spoil }: CheckParts<Subject>): Check {
  return {
    run: async (world) => {
      const subject = await read(world)
      const verdict = judge(subject)
      return { verdict, control: judge(await spoil(subject, world)) }
    },
    runPlanted: async (world) => {
      const control = judge(await spoil(await read(world), world))
      return { verdict: control, control }
    },
  }
}

/** A verdict over a list: one case an item, a fault for each that `wrong` names. */
export function judgeEach<Item>(items: readonly Item[], wrong: (item: Item) => string | null | false): Judged {
  return { population: items.length, faults: items.flatMap((item) => wrong(item) || []) }
}

/** The list with its first item changed. */
export function withFirst<Item>(items: readonly Item[], change: (item: Item) => Item): Item[] {
  const [first, ...others] = items
  return first === undefined ? [] : [change(first), ...others]
}
