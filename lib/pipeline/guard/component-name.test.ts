import { describe, expect, it } from 'vitest'
import { storableComponent } from './component-name.ts'

const kept = (name: string, line: string) => storableComponent(name, [line])

describe('a component is kept', () => {
  it('where the log names it as one', () => {
    expect(kept('acme-ledger', 'level=error service=acme-ledger msg="request failed"')).toBe('acme-ledger')
    expect(kept('ledgerbook', '{"level":"error","service.name":"ledgerbook"}')).toBe('ledgerbook')
    expect(kept('ledgerbook', 'ERROR: relation "ledgerbook" does not exist')).toBe('ledgerbook')
    expect(kept('ledgerbook', "ModuleNotFoundError: No module named 'ledgerbook'")).toBe('ledgerbook')
    expect(kept('zedhost', 'Nov 20 14:02:11 box zedhost[1123]: syncing')).toBe('zedhost')
    expect(kept('HikariPool-1', 'ERROR HikariPool-1 - Connection is not available')).toBe('HikariPool-1')
    expect(kept('ledger-db.prod.svc.cluster.local', 'getaddrinfo ENOTFOUND ledger-db.prod.svc.cluster.local')).toBe(
      'ledger-db.prod.svc.cluster.local',
    )
  })

  it('where the vocabulary holds it', () => {
    expect(kept('src/config/parser.ts', 'src/config/parser.ts:12: error')).toBe('src/config/parser.ts')
    expect(storableComponent('database', [])).toBe('database')
  })
})

describe('a component is not kept', () => {
  it('where it stands in free text only', () => {
    expect(kept('zanzibarmarker', 'ERROR Connection is not available zanzibarmarker')).toBeNull()
    expect(kept('zanzibarmarker', 'zanzibarmarker - Connection is not available')).toBeNull()
    expect(kept('zanzibarmarker', 'the service zanzibarmarker failed')).toBeNull()
    expect(kept('maria.gonzalez', 'maria.gonzalez: login failed')).toBeNull()
    expect(kept('zanzibarmarker', 'lookup zanzibarmarker: no such host')).toBeNull()
  })

  it('where the log does not hold it', () => {
    expect(storableComponent('ledgerbook', ['service=other'])).toBeNull()
  })

  it('where it is an address, a placeholder, a key or a number', () => {
    expect(kept('bob@acme.io', 'service=bob@acme.io')).toBeNull()
    expect(kept('[EMAIL_1]', 'service=[EMAIL_1]')).toBeNull()
    expect(kept('EMAIL_1', 'service=EMAIL_1')).toBeNull()
    expect(kept('10.0.3.17', 'service=10.0.3.17')).toBeNull()
    const key = `a1b2c3d4${'e5f6a7b8'.repeat(3)}`
    expect(kept(key, `service=${key}`)).toBeNull()
  })

  it('whole where it is the path of a file: its parts are judged one by one', () => {
    expect(kept('/home/gonzalez/src/config.ts', 'module=/home/gonzalez/src/config.ts')).toBe('/home/<*>/src/config.ts')
    expect(kept('gonzalez.py', 'module=gonzalez.py')).toBe('<*>.py')
  })
})
