import pg from 'pg'

/**
 * A planted fault: every statement of this process loses its conditions on the tenant on its way to the database, as if
 * whoever wrote it had forgotten them. What is then still refused, the database refuses.
 */

/** `"public"."analyses"."tenant_id" = $2`, `t.tenant_id = $1::uuid`, `"tenants"."id" = $1`. The parameter stays, so that numbers fit. */
const CONDITION = /(?<![\w."])(?:(?:"?\w+"?\.){0,2}"?tenant_id"?|"public"\."tenants"\."id")\s*=\s*(\$\d+)(?:::uuid)?/gi

export interface Fault {
  /** Statements that lost a condition, each once. */
  changed: Set<string>
}

export function withoutTenant(sql: string): string {
  return sql.replace(CONDITION, (_, place: string) => `(${place}::uuid IS NOT NULL)`)
}

/** Lasts as long as this process: for test files of their own. */
export function plantFault(): Fault {
  const changed = new Set<string>()
  const original = pg.Client.prototype.query
  const forgetful = function (this: pg.Client, ...args: [unknown, ...unknown[]]) {
    const [first, ...rest] = args
    const asked = typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : first
    if (typeof asked !== 'string') return Reflect.apply(original, this, args)
    const text = withoutTenant(asked)
    if (text !== asked) changed.add(asked)
    return Reflect.apply(original, this, [typeof first === 'string' ? text : { ...Object(first), text }, ...rest])
  }
  Object.defineProperty(pg.Client.prototype, 'query', { value: forgetful, configurable: true })
  return { changed }
}
