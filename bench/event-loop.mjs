// Loaded with --import into a server under test, so that no such switch exists in the product. Prints one line a tick that was
// long: how late a timer of 1 ms came (wall) and how much processor time the thread itself used in between (cpu). On a busy
// machine the first also counts the time of other programs; the second does not. `gc`: the longest pause for collecting garbage.
import { monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  const cpu = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1_000
  }
  let [wallAt, cpuAt] = [performance.now(), cpu()]
  let worst = { wall: 0, cpu: 0, gc: 0 }
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) worst.gc = Math.max(worst.gc, duration)
  }).observe({ entryTypes: ['gc'] })
  setInterval(() => {
    const [wall, used] = [performance.now(), cpu()]
    worst = { ...worst, wall: Math.max(worst.wall, wall - wallAt - 1), cpu: Math.max(worst.cpu, used - cpuAt) }
    ;[wallAt, cpuAt] = [wall, used]
  }, 1).unref()
  setInterval(() => {
    const delay = histogram.max / 1e6
    histogram.reset()
    process.stdout.write(`event-loop ${JSON.stringify({ at: Date.now(), delay, ...worst })}\n`)
    worst = { wall: 0, cpu: 0, gc: 0 }
  }, 250).unref()
}
