/** Runs once per server start, before the first request. Nothing else may stand here: this file is read for every runtime. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') await (await import('./lib/boot.ts')).boot()
}
