import type { Run } from './run.ts'

const USER_REACH = 320
const CONNECTION_USER =
  /(?:^|[;"'\s$])(?:uid|user ?id|user ?name|user)\s{0,2}=\s{0,2}\\?["']?([^;"'\s\\]{2,64})\\?["']?\s?;/gi
const USER_LINE =
  /^[\w.$-]{0,40}user(?:[_ -]?name|[_ -]?id)?\s{0,2}[=:]\s{0,2}["']?([^;"'\s,]{2,64})["']?[;,]?\s{0,4}$/i

/**
 * The user that goes with a password: in a connection string of `;` (`User Id=app;Password=x;`), or on the line before in a
 * file of settings. A user elsewhere stays.
 */
export function redactUserOfPassword(run: Run, passwordAt: number): void {
  if (passwordAt - run.userAt > USER_REACH) return
  const before = run.text.slice(Math.max(0, passwordAt - USER_REACH), passwordAt)
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
  const line = before.slice(lineStart)
  for (const m of line.matchAll(CONNECTION_USER)) addUser(run, passwordAt - line.length + m.index, m[0], m[1] ?? '')
  const above = before.slice(0, lineStart).replace(/\r?\n$/, '')
  const aboveStart = Math.max(above.lastIndexOf('\n'), above.lastIndexOf('\r')) + 1
  const m = lineStart ? USER_LINE.exec(above.slice(aboveStart)) : null
  if (m && /^[\w.$-]{1,40}\s{0,2}[=:]/.test(line))
    addUser(run, passwordAt - before.length + aboveStart, m[0], m[1] ?? '')
}

function addUser(run: Run, at: number, written: string, user: string): void {
  if (!user || /[#$%{<\uE000]/.test(user)) return
  const start = at + written.indexOf(user, written.search(/[=:]/))
  run.add(start, start + user.length, 'credential')
}
