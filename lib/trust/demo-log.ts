/** A made-up incident for the demo: a pool that runs dry, with values in it that have to be struck out. */
export function demoLog(): string {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 2, 14, second)).toISOString()
  const mail = ['mara.lind', 'shop.example'].join('@')
  return [
    `${at(1)} INFO  checkout started in 4.2 s`,
    `${at(2)} INFO  login ok user=${mail}`,
    `${at(3)} WARN  payment declined card=4242 4242 4242 4242`,
    ...Array.from({ length: 12 }, (_, i) => `${at(4 + i)} INFO  GET /cart/${100 + i * 7} 200 in ${10 + i} ms`),
    `${at(20)} WARN  HikariPool-1 - Pool stats (total=10, active=10, idle=0, waiting=37)`,
    `${at(21)} ERROR HikariPool-1 - Connection is not available, request timed out after 30001ms.`,
    ...Array.from({ length: 8 }, (_, i) => `${at(22 + i)} ERROR GET /cart/${200 + i * 7} 500 in 30004 ms`),
    `${at(40)} ERROR readiness probe failed: HTTP 503`,
  ].join('\n')
}
