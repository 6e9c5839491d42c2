/** Lines of the usual shapes, made up: what the worker practises on before there is a log. About 120 kB. */
export function warmUpLines(): string {
  const at = (i: number) => `2026-11-20T02:14:${String(i % 60).padStart(2, '0')}.${String(100 + (i % 900))}Z`
  const shapes: readonly ((i: number) => string)[] = [
    (i) => `${at(i)} INFO  [worker-${i % 7}] GET /cart/${i} 200 in ${i % 900} ms`,
    (i) => `${at(i)} ERROR request ${i} failed: connection to 10.0.0.${i % 250}:5432 refused after ${i % 30} s`,
    (i) =>
      `Nov 20 02:14:${String(i % 60).padStart(2, '0')} host-${i % 9} sshd[${1_000 + i}]: session opened for user svc${i % 40}`,
    (i) => `{"time":"${at(i)}","level":"info","msg":"job ${i} done","duration_ms":${i % 5_000},"queue":"mail"}`,
    (i) => `level=warn ts=${at(i)} caller=retry.go:${i % 300} msg="attempt ${i % 5}" err="context deadline exceeded"`,
    (i) =>
      `10.0.${i % 200}.${i % 250} - - [20/Nov/2026:02:14:07 +0000] "POST /api/v1/items/${i} HTTP/1.1" 502 ${i % 9_000}`,
    (i) => `    at com.example.shop.Cart${i % 20}.total(Cart.java:${i % 400})`,
    (i) =>
      `I1120 02:14:07.${100_000 + i} ${i % 9} controller.go:${i % 500}] synced pod/web-${i % 60} user=person${i}@example.com`,
  ]
  return Array.from({ length: 1_500 }, (_, i) => shapes[i % shapes.length]?.(i) ?? '').join('\n')
}
