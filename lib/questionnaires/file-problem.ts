import { Invalid } from '../errors.ts'

/** A file that is not taken: why, and what to do. Nothing of it was kept. */
export function fileProblem(happened: string, todo: string): Invalid {
  return new Invalid([{ path: 'file', message: happened }], { happened, kept: 'Nothing of the file was kept.', todo })
}
