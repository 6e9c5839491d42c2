/** Ordinary lines of several formats, and a way to put the lines of an incident among them. */

export const clock = (second: number): string => new Date(Date.UTC(2026, 10, 20, 2, 10, second)).toISOString()

/** `lines` at their seconds, between ordinary ones made by `usual` every second. */
export function among(
  usual: (second: number) => string,
  lines: readonly (readonly [number, string])[],
  seconds = 90,
): string {
  const all: [number, string][] = Array.from({ length: seconds }, (_, s) => [s, usual(s)])
  for (const [s, line] of lines) all.push([s + 0.5, line])
  return all
    .sort((a, b) => a[0] - b[0])
    .map(([, line]) => line)
    .join('\n')
}

export const logfmt = (s: number) =>
  `time=${clock(s)} level=info msg="request done" path=/orders/${s * 13} status=200 ms=${s % 40}`
export const json = (s: number) =>
  `{"time":"${clock(s)}","level":"INFO","service":"shop-api","msg":"served","order":${s * 7},"ms":${s % 30}}`
export const log4j = (s: number) =>
  `${clock(s)} INFO  [http-nio-8080-exec-${s % 9}] c.e.shop.OrderController : order ${s * 11} stored`
export const syslog = (s: number) =>
  `Nov 20 02:${10 + Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')} app-3 shopd[812]: served order ${s * 17}`
export const nginx = (s: number) =>
  `10.0.4.${s % 200} - - [20/Nov/2026:02:10:${String(s % 60).padStart(2, '0')} +0000] "GET /orders/${s} HTTP/1.1" 200 ${s * 31}`
export const times = (from: number, to: number, line: (s: number) => string) =>
  Array.from({ length: to - from }, (_, i) => [from + i, line(from + i)] as const)
