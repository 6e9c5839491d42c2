import type { Action } from '../../analysis.ts'

/** Next steps of the tables in this folder. Words in capitals inside a command (`POD`, `HOST`) are for the reader to fill in. */

const step = (risk: Action['risk'], description: string, command?: string): Action =>
  command === undefined ? { description, risk } : { description, command, risk }

/** Only reads. */
export const look = (description: string, command?: string): Action => step('read_only', description, command)
/** Changes something that can be put back. */
export const change = (description: string, command?: string): Action => step('reversible', description, command)
/** May lose data or work, or interrupt others. */
export const risky = (description: string, command?: string): Action => step('risky', description, command)
