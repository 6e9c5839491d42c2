import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sbom } from '#lib/trust/sbom.ts'

/** Made once, when the server is built: it changes with the lock file only. */
export const dynamic = 'force-static'

export async function GET(): Promise<Response> {
  const lockfile = await readFile(join(process.cwd(), 'package-lock.json'), 'utf8')
  return Response.json(sbom(lockfile), { headers: { 'content-type': 'application/vnd.cyclonedx+json; version=1.6' } })
}
