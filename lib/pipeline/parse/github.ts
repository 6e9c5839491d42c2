import { buildAlert, linkTo, piece } from './build-alert.ts'
import { looksLikeLog } from './find-evidence.ts'
import { jsonParser } from './json-parser.ts'
import type { AlertStatus, FetchMore, NormalizedAlert, ParseResult } from './normalized-alert.ts'
import { at, firstText, isObject, itemsOf, type JsonObject, textOf } from './read-json.ts'

/**
 * GitHub: workflow runs, jobs and checks that have ended. The key is the workflow on its branch, so that the next success
 * resolves it; a cycle is one attempt of one run. The log is asked for. docs.github.com, "Webhook events and payloads".
 */
export const parseGithub = jsonParser('github', (json, headers) => {
  if (!isObject(json)) return undefined
  if (headers['x-github-event'] === 'ping' || ('zen' in json && 'hook' in json))
    return { kind: 'handshake', action: 'ping' }
  const found = RESULTS.find(([name]) => isObject(json[name]))
  if (!found) return headers['x-github-event'] === undefined ? undefined : { kind: 'ignored', why: 'other_event' }
  const [name, read] = found
  const subject = at(json, name)
  if (!isObject(subject)) return undefined
  const status = statusOf(textOf(json.action), textOf(subject.status), textOf(subject.conclusion))
  if (typeof status !== 'string') return status
  const deliveryId = textOf(headers['x-github-delivery'], 255)
  return { kind: 'alerts', ...(deliveryId === undefined ? {} : { deliveryId }), alerts: [read(json, subject, status)] }
})

type Read = (json: JsonObject, subject: JsonObject, status: AlertStatus) => NormalizedAlert

/** Policy: what a person stopped or skipped, and what waits for one, is no failure. */
function statusOf(
  action: string | undefined,
  state: string | undefined,
  conclusion: string | undefined,
): AlertStatus | ParseResult {
  const isOver = action === 'completed' || state === 'completed'
  if (!isOver || conclusion === undefined) return { kind: 'ignored', why: 'not_completed' }
  if (/^(failure|timed_out|startup_failure)$/.test(conclusion)) return 'firing'
  return conclusion === 'success' ? 'resolved' : { kind: 'ignored', why: 'no_failure' }
}

const readRun: Read = (json, run, status) => {
  const place = placeOf(json, run)
  const { repository, branch } = place
  const workflow = textOf(run.workflow_id) ?? textOf(at(json, 'workflow', 'id'))
  const name = firstText(run, ['name', 'display_title']) ?? textOf(at(json, 'workflow', 'name')) ?? 'Workflow'
  const id = textOf(run.id)
  const attempt = textOf(run.run_attempt) ?? '1'
  const commit = textOf(at(run, 'head_commit', 'message'), 2_000)
  return buildAlert('github', {
    ...facts(place, status),
    key: [repository, workflow ?? name, branch].filter(Boolean).join('/'),
    cycle: id === undefined ? undefined : `${id}:${attempt}`,
    title: titleOf(name, status, run, place),
    startedAt: run.run_started_at ?? run.created_at,
    endedAt: run.updated_at,
    links: [linkTo('alert', run.html_url), commitLink(json, run)],
    labels: {
      ...place,
      workflow: name,
      run: run.run_number ?? null,
      attempt,
      event: run.event ?? null,
      conclusion: run.conclusion ?? null,
      commit: run.head_sha ?? null,
    },
    evidence: [piece('text', commit === undefined ? undefined : `Commit: ${commit}`)],
    fetchMore: status === 'firing' ? logsToFetch(repository, { run: id, attempt }) : undefined,
  })
}

const readJob: Read = (json, job, status) => {
  const place = placeOf(json, job)
  const name = firstText(job, ['name']) ?? 'Job'
  const workflow = firstText(job, ['workflow_name'])
  const run = textOf(job.run_id)
  const failed = itemsOf(job.steps, 200).filter((step) =>
    /^(failure|timed_out)$/.test(textOf(at(step, 'conclusion')) ?? ''),
  )
  const steps = failed.map(
    (step) => `Step ${textOf(at(step, 'number')) ?? '?'} failed: ${textOf(at(step, 'name')) ?? '?'}`,
  )
  return buildAlert('github', {
    ...facts(place, status),
    key: [place.repository, workflow, name, place.branch].filter(Boolean).join('/'),
    cycle: run === undefined ? textOf(job.id) : `${run}:${textOf(job.run_attempt) ?? '1'}`,
    title: titleOf(workflow === undefined ? name : `${workflow} / ${name}`, status, job, place),
    startedAt: job.started_at,
    endedAt: job.completed_at,
    links: [linkTo('alert', job.html_url), commitLink(json, job)],
    labels: {
      ...place,
      workflow: workflow ?? null,
      job: name,
      runner: job.runner_name ?? null,
      conclusion: job.conclusion ?? null,
    },
    evidence: [piece('text', steps.join('\n'))],
    fetchMore: status === 'firing' ? logsToFetch(place.repository, { job: textOf(job.id) }) : undefined,
  })
}

const readCheck: Read = (json, check, status) => {
  const place = placeOf(json, {
    ...check,
    head_branch: at(check, 'check_suite', 'head_branch') ?? check.head_branch ?? null,
  })
  const name = firstText(check, ['name']) ?? textOf(at(check, 'app', 'name')) ?? 'Check'
  const app = textOf(at(check, 'app', 'slug'))
  const output = at(check, 'output')
  const text = firstText(output, ['text'], 200_000)
  const summary = firstText(output, ['summary'], 20_000)
  // A check of Actions is a job, under the same number.
  const job = app === 'github-actions' && 'external_id' in check ? textOf(check.id) : undefined
  return buildAlert('github', {
    ...facts(place, status),
    key: [place.repository, app, name, place.branch].filter(Boolean).join('/'),
    cycle: textOf(check.id),
    title: titleOf(name, status, check, place),
    summary: firstText(output, ['title']),
    startedAt: check.started_at,
    endedAt: check.completed_at,
    links: [linkTo('alert', firstText(check, ['html_url', 'details_url'], 2_000)), commitLink(json, check)],
    labels: { ...place, app: app ?? null, conclusion: check.conclusion ?? null, commit: check.head_sha ?? null },
    evidence: [
      text === undefined ? undefined : piece(looksLikeLog(text) ? 'log' : 'text', text),
      summary === undefined ? undefined : piece(looksLikeLog(summary) ? 'log' : 'text', summary),
      piece('text', firstText(output, ['title'])),
    ],
    fetchMore: status === 'firing' ? logsToFetch(place.repository, { job }) : undefined,
  })
}

const RESULTS: readonly (readonly [string, Read])[] = [
  ['workflow_job', readJob],
  ['workflow_run', readRun],
  ['check_run', readCheck],
  ['check_suite', readCheck],
]

interface Place {
  repository: string
  branch: string
}

const placeOf = (json: JsonObject, subject: JsonObject): Place => ({
  repository: textOf(at(json, 'repository', 'full_name')) ?? textOf(at(subject, 'repository', 'full_name')) ?? '',
  branch: textOf(subject.head_branch) ?? '',
})

const facts = ({ repository }: Place, status: AlertStatus) => ({ status, service: repository })

function titleOf(name: string, status: AlertStatus, subject: JsonObject, { branch }: Place): string {
  const ended = textOf(subject.conclusion) === 'timed_out' ? 'timed out' : status === 'firing' ? 'failed' : 'succeeded'
  return [name, ended, ...(branch === '' ? [] : ['on', branch])].join(' ')
}

function commitLink(json: JsonObject, subject: JsonObject) {
  const [repository, sha] = [textOf(at(json, 'repository', 'html_url'), 500), textOf(subject.head_sha)]
  return repository !== undefined && /^[0-9a-f]{7,64}$/.test(sha ?? '')
    ? linkTo('commit', `${repository}/commit/${sha}`)
    : undefined
}

function logsToFetch(repository: string, ids: Readonly<Record<string, string | undefined>>): FetchMore | undefined {
  const pairs = Object.entries(ids).filter((pair): pair is [string, string] => /^\d{1,20}$/.test(pair[1] ?? ''))
  const isNamed = pairs.some(([name]) => name !== 'attempt') && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository)
  return isNamed ? { kind: 'github_job_logs', ref: { repository, ...Object.fromEntries(pairs) } } : undefined
}
