import type { AlertEvidence } from '../parse/normalized-alert.ts'
import { at, itemsOf, type Json, parseJson, textOf } from '../parse/read-json.ts'
import { type Access, type AskForDetails, type DetailsProblem, type MakeFetch, problemOf } from './details.ts'
import { isZip, readZip } from './read-zip.ts'

const LIST_LIMITS = { timeoutMs: 10_000, maxBytes: 2 * 1024 * 1024, maxRedirects: 0 } as const
/** A log lies behind a redirect to storage, which is checked again as any address is; the token does not go there. */
const LOG_LIMITS = { timeoutMs: 20_000, maxBytes: 32 * 1024 * 1024, maxRedirects: 2 } as const
/** Failures stand at the end of a job's log. */
const MAX_KEPT_BYTES = 4 * 1024 * 1024
const MAX_JOBS = 3

/**
 * The logs of the jobs that failed: `GET /repos/{repo}/actions/runs/{run}/attempts/{n}/jobs`, then
 * `GET /repos/{repo}/actions/jobs/{job}/logs` for three of them at most. docs.github.com, "REST API: workflow jobs".
 */
export const fetchGithubLogs: AskForDetails = async (ref, access, fetch) => {
  if (!/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(ref.repository ?? '') || /(^|\/)\.\.?(\/|$)/.test(ref.repository ?? ''))
    return { ok: false, problem: 'not_found' }
  try {
    const found = isId(ref.job) ? { jobs: [{ id: ref.job, name: '' }] } : await failedJobs(ref, access, fetch)
    if ('problem' in found) return { ok: false, problem: found.problem }
    const logs = await Promise.all(found.jobs.map((job) => logOf(job, ref.repository ?? '', access, fetch)))
    const evidence = logs.flatMap((log) => ('evidence' in log ? [log.evidence] : []))
    if (evidence.length > 0) return { ok: true, evidence }
    return { ok: false, problem: logs.find((log) => 'problem' in log)?.problem ?? 'empty' }
  } catch {
    return { ok: false, problem: 'unreachable' }
  }
}

interface Job {
  id: string
  name: string
}

async function failedJobs(
  { repository, run, attempt }: Readonly<Record<string, string>>,
  access: Access,
  fetch: MakeFetch,
): Promise<{ jobs: Job[] } | { problem: DetailsProblem }> {
  if (!isId(run)) return { problem: 'not_found' }
  const path = `repos/${repository}/actions/runs/${run}${isId(attempt) ? `/attempts/${attempt}` : ''}/jobs?per_page=100`
  const answer = await fetch(LIST_LIMITS)(`${access.api}/${path}`, { headers: headersOf(access) })
  const text = await answer.text()
  if (!answer.ok) return { problem: problemOf(answer.status) }
  const list = at(parseJson(text), 'jobs')
  if (!Array.isArray(list)) return { problem: 'unreadable' }
  const failed = itemsOf(list).filter((job) => /^(failure|timed_out)$/.test(textOf(at(job, 'conclusion')) ?? ''))
  return { jobs: failed.slice(0, MAX_JOBS).flatMap(jobOf) }
}

function jobOf(job: Json): Job[] {
  const id = textOf(at(job, 'id'))
  return isId(id) ? [{ id, name: textOf(at(job, 'name'), 200) ?? '' }] : []
}

async function logOf(
  { id, name }: Job,
  repository: string,
  access: Access,
  fetch: MakeFetch,
): Promise<{ evidence: AlertEvidence } | { problem: DetailsProblem }> {
  const answer = await fetch(LOG_LIMITS)(`${access.api}/repos/${repository}/actions/jobs/${id}/logs`, {
    headers: headersOf(access),
  })
  if (!answer.ok) {
    await answer.body?.cancel()
    return { problem: problemOf(answer.status) }
  }
  const { bytes, truncated } = await readEnd(answer)
  const text = textOfLog(bytes)
  if (text === null) return { problem: 'unreadable' }
  if (text.trim() === '') return { problem: 'empty' }
  const head = name === '' ? '' : `Job: ${name}\n`
  return { evidence: { type: 'log', text: head + text, ...(truncated ? { truncated } : {}) } }
}

/** Plain text, as GitHub serves it; or an archive of texts, as it serves whole runs and some servers single jobs. */
function textOfLog(bytes: Buffer): string | null {
  if (!isZip(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/, '')
  return readZip(bytes, (name) => name.endsWith('.txt'), MAX_KEPT_BYTES)?.join('\n') ?? null
}

/** The last megabytes of an answer, however long it is; an archive is only read as a whole. */
async function readEnd(answer: Response): Promise<{ bytes: Buffer; truncated: boolean }> {
  let chunks: Buffer[] = []
  let size = 0
  let truncated = false
  for await (const chunk of answer.body ?? []) {
    chunks.push(Buffer.from(chunk))
    size += chunk.length
    if (size <= 2 * MAX_KEPT_BYTES || isZip(chunks[0] ?? Buffer.alloc(0))) continue
    chunks = [Buffer.concat(chunks).subarray(-MAX_KEPT_BYTES)]
    size = MAX_KEPT_BYTES
    truncated = true
  }
  const bytes = Buffer.concat(chunks)
  if (bytes.length <= MAX_KEPT_BYTES || isZip(bytes)) return { bytes, truncated }
  return { bytes: bytes.subarray(-MAX_KEPT_BYTES), truncated: true }
}

const headersOf = ({ token }: Access) => ({
  authorization: `Bearer ${token}`,
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
  // GitHub answers nobody who does not say what they are.
  'user-agent': 'Lethe',
})

const isId = (text: string | undefined): text is string => /^\d{1,20}$/.test(text ?? '')
