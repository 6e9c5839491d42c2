// The first thing that runs on a fresh machine, before anything is installed, on whatever Node npm came with: installs the
// locked dependencies if they are missing, then hands over to the Node that came with them. Plain JavaScript for that reason.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const lock = path.join(root, 'package-lock.json')
const record = path.join(root, 'node_modules', '.package-lock.json')
const OLDEST = [22, 18]

function fail(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

function newEnough(version) {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/** True where npm's own record of what lies in node_modules names every package of the lock file in its version. */
function installed() {
  if (!existsSync(record)) return false
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true
    return place in present ? present[place].version === version : optional === true
  })
}

function install() {
  process.stdout.write('Installing the locked dependencies (about a minute, once) ...\n')
  const npm = process.env.npm_execpath
  const command = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']]
  const run = spawnSync(command[0], [...command[1], '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (run.status !== 0) {
    fail(
      'The dependencies could not be installed (see above). Nothing else was changed. Check that a package registry can be reached and that the disk has 2 GB free, then run the same command again.',
    )
  }
}

/** The Node that came with the dependencies; npm 10 installs it without a link in .bin. Else the host's, if new enough. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const packaged = path.join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', 'node')
  const own = [path.join(root, 'node_modules', '.bin', 'node'), packaged, `${packaged}.exe`].find((file) =>
    existsSync(file),
  )
  if (own) return own
  if (newEnough(process.version)) return process.execPath
  return fail(
    `Node ${process.version} is too old and no newer one could be installed for this platform. Install Node ${OLDEST.join('.')} or newer, then run the same command again.`,
  )
}

if (!installed()) install()
const [task, ...args] = process.argv.slice(2)
const node = findNode()
const child = spawn(node, ['--disable-warning=ExperimentalWarning', path.join(root, 'ops', `${task}.ts`), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(path.delimiter),
  },
})
// Ctrl+C reaches the whole group by itself; a signal sent to this process alone must be handed on.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {})
// npm that is told to end does not tell its script: whoever started this process has gone, so the house is closed.
const starter = process.ppid
setInterval(() => process.ppid !== starter && child.kill('SIGTERM'), 1_000).unref()
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
