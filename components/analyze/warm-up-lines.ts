const two = (n: number) => String(n).padStart(2, '0')
const clock = (i: number) => `02:${two(i % 60)}:${two((i * 7) % 60)}`
const at = (i: number) => `2026-11-20T${clock(i)}.${100 + (i % 900)}Z`

/** One of each kind of line that the readers of clocks, levels, tags and pairs know, so that each of them has run before. */
const SHAPES: readonly ((i: number) => string)[] = [
  (i) => `${at(i)} INFO  [worker-${i % 7}] GET /cart/${i} 200 in ${i % 900} ms`,
  (i) => `${at(i)} ERROR request ${i} failed: connection to 10.0.0.${i % 250}:5432 refused after ${i % 30} s`,
  (i) => `Nov 20 ${clock(i)} host-${i % 9} sshd[${1_000 + i}]: session opened for user svc${i % 40}`,
  (i) => `{"time":"${at(i)}","level":"info","msg":"job ${i} done","duration_ms":${i % 5_000},"queue":"mail"}`,
  (i) => `level=warn ts=${at(i)} caller=retry.go:${i % 300} msg="attempt ${i % 5}" err="context deadline exceeded"`,
  (i) =>
    `10.0.${i % 200}.${i % 250} - - [20/Nov/2026:${clock(i)} +0000] "POST /api/v1/items/${i} HTTP/1.1" 502 ${i % 9_000}`,
  (i) => `    at com.example.shop.Cart${i % 20}.total(Cart.java:${i % 400})`,
  (i) =>
    `I1120 ${clock(i)}.${100_000 + i} ${i % 9} controller.go:${i % 500}] synced pod/web-${i % 60} user=person${i}@example.com`,
  (i) => `2026-11-20 ${clock(i)},${100 + (i % 900)} WARN [main-${i % 4}] org.example.shop.Cart: total ${i} differs`,
  (i) =>
    `2026-11-20 ${clock(i)}.${100 + (i % 900)} ${3_000 + i} INFO shop.api.views [req-${i}] GET /v2/${i} took ${i % 9}.1`,
  (i) => `[Fri Nov 20 ${clock(i)} 2026] [error] [client 10.0.0.${i % 250}] File does not exist: /var/www/${i}`,
  (i) => `11-20 ${clock(i)}.${100 + (i % 900)} 1702 ${2_000 + i} W PowerManager: acquire lock=${i}, flags=0x1`,
  (i) => `Nov 20 ${clock(i)} box-${i % 9} kernel: [${10_000 + i}.${100_000 + i}] eth${i % 3}: link is down`,
  (i) => `26/11/20 ${clock(i)} ERROR storage.BlockManager: block broadcast_${i} of ${i % 60}.0 B lost (ReadError)`,
  (i) => `261120 02${two(i % 60)}07 ${i % 900} INFO dfs.DataNode$Receiver: block blk_${i} of size ${i} from /10.0.0.1`,
  (i) =>
    `- ${1_117_838_570 + i} 2026.11.20 R0${i % 9}-M1-N0 2026-11-20-${clock(i).replaceAll(':', '.')}.675872 R0${i % 9} RAS KERNEL INFO cache parity error`,
  (i) => `20261120-${clock(i)}:${100 + (i % 900)}|Steps_${i % 9}|${30_000 + i}|onChanged count ${i}`,
  (i) => `${at(i).slice(0, -1)}0000Z ##[group]Run npm test -- --shard=${i % 4}/4`,
  (i) => `${at(i).slice(0, -1)}0000Z ##[error]Process completed with exit code ${i % 3}.`,
  (i) => `web-${i % 3}  | ${at(i)} listening on http://0.0.0.0:${3_000 + (i % 90)}/`,
  (i) => `[pod/web-${i % 3}/app] ${at(i)} {"level":50,"time":${1_763_600_000_000 + i},"msg":"write EPIPE","pid":${i}}`,
  (i) => `E, [${at(i)} #${i}] ERROR -- : ActiveRecord::Deadlocked: lock wait ${i}`,
  (i) => `${clock(i)} [vite] page reload src/app-${i % 40}.tsx (x${i % 9})`,
  (i) => `src/cart-${i % 40}.ts(${i % 400},7): error TS2345: Argument of type 'string' is not assignable.`,
  (i) => `✓ cart > adds item ${i} (${i % 90} ms)`,
  (i) => `  - expected: "a${i}" · received: ["b", null]`,
]

/** Letters that change places in half of the lines of a round. */
const SWAPS = [
  ['a', 'b'],
  ['e', 'c'],
  ['o', 'a'],
  ['t', 'd'],
] as const

/** Lines of the usual shapes, made up: what the worker practises on before there is a log. About 120 kB. */
export function warmUpLines(): string {
  return Array.from({ length: 1_400 }, (_, i) => SHAPES[i % SHAPES.length]?.(i) ?? '').join('\n')
}

/**
 * `lines`, and once more with other words, which change in each of four rounds: code compiled for words that come again is thrown
 * away at the first new ones.
 */
export function withOtherWords(lines: string, round: number): string {
  const [from, to] = SWAPS[round % SWAPS.length] ?? SWAPS[0]
  return `${lines}\n${lines.replaceAll(from, to)}`
}
