import { z } from 'zod'

/** The last entry of a backup: what is in it, and how each file must be. */
export const manifestSchema = z.object({
  format: z.literal('lethe-backup-1'),
  takenAt: z.iso.datetime(),
  /** Applied when it was taken, in order; it is brought back into a database that has exactly these. */
  migrations: z.array(z.string()).min(1),
  files: z.array(
    z.object({
      file: z.string().regex(/^tables\/[a-z0-9_]+\.jsonl$/),
      sha256: z.hex().length(64),
      bytes: z.int().min(0),
      rows: z.int().min(0),
    }),
  ),
})
export type BackupManifest = z.infer<typeof manifestSchema>

export const tableOf = (file: string): string => file.slice('tables/'.length, -'.jsonl'.length)
