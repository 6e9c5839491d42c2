import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../../analysis.ts'
import { describeCode, findCodes } from './describe-code.ts'
import { ERRNO, ERRNO_BY_NUMBER } from './errno.ts'
import { EXIT_CODE } from './exit-code.ts'
import { GRPC_STATUS } from './grpc-status.ts'
import { HTTP_STATUS } from './http-status.ts'
import { SQLSTATE, SQLSTATE_CLASS } from './sqlstate.ts'

const tables = { ERRNO, EXIT_CODE, GRPC_STATUS, HTTP_STATUS, SQLSTATE, SQLSTATE_CLASS }
const codes = (line: string) => findCodes(line).map(({ kind, code }) => `${kind} ${code}`)

describe('the tables of codes', () => {
  it.each(Object.entries(tables))(
    '%s: each code stands once, with a category of ours and a few plain words',
    (_, table) => {
      for (const [key, { code, name, meaning, category }] of table) {
        expect(key).toBe(code.toUpperCase())
        expect(name).not.toBe('')
        expect(meaning).toMatch(/^[a-zA-Z][^.]{5,90}$/)
        expect(CATEGORIES).toContain(category)
      }
    },
  )
  it('hold about 200 codes, and every code falls into a known class', () => {
    const count = Object.values(tables).reduce((sum, table) => sum + table.size, 0)
    expect(count).toBeGreaterThanOrEqual(200)
    for (const number of ERRNO_BY_NUMBER.values()) expect(ERRNO.has(number)).toBe(true)
    for (const code of SQLSTATE.keys()) expect(SQLSTATE_CLASS.has(code.slice(0, 2))).toBe(true)
  })
})

describe('describing a code', () => {
  it('takes names and numbers in any spelling', () => {
    expect(describeCode('errno', 'enospc')?.category).toBe('resource_exhaustion')
    expect(describeCode('errno', 111)?.code).toBe('ECONNREFUSED')
    expect(describeCode('grpc', 'DeadlineExceeded')?.code).toBe('DEADLINE_EXCEEDED')
    expect(describeCode('grpc', 14)?.code).toBe('UNAVAILABLE')
    expect(describeCode('exit', '137')?.name).toBe('SIGKILL')
    expect(describeCode('http', 503)?.tells).toBe('symptom')
  })
  it('falls back to the class of an SQLSTATE', () => {
    expect(describeCode('sqlstate', '53300')?.name).toBe('too many connections')
    expect(describeCode('sqlstate', '53400')).toMatchObject({ code: '53400', name: 'insufficient resources' })
  })
  it('knows nothing of what is no failure', () => {
    expect(describeCode('http', 200)).toBeNull()
    expect(describeCode('exit', 0)).toBeNull()
    expect(describeCode('sqlstate', '00000')).toBeNull()
    expect(describeCode('sqlstate', 'deadline')).toBeNull()
    expect(describeCode('errno', 'ERROR')).toBeNull()
  })
})

describe('finding codes in a line', () => {
  it.each([
    ['Error: connect ECONNREFUSED 10.0.0.9:6379', ['errno ECONNREFUSED']],
    ["OSError: [Errno 28] No space left on device: '/tmp'", ['errno ENOSPC']],
    ['connect() failed (111: Connection refused) while connecting to upstream', ['errno ECONNREFUSED']],
    ["ERROR 1062 (23000): Duplicate entry '1'", ['sqlstate 23000']],
    ['pq: sorry, too many clients already (SQLSTATE 53300)', ['sqlstate 53300']],
    ['"GET / HTTP/1.1" 503 91', ['http 503']],
    ['fetch failed with status code: 429', ['http 429']],
    ['##[error]Process completed with exit code 137.', ['exit 137']],
    ['rpc error: code = Unavailable desc = closing', ['grpc UNAVAILABLE']],
  ])('%s', (line, expected) => {
    expect(codes(line)).toEqual(expected)
  })
  it.each([
    '"GET / HTTP/1.1" 200 503',
    'exit code 0',
    'processed 503 rows in 137 ms',
    'EVERY record EXCEPT the last',
    'errors: 0 (2: ok)',
    'SQLSTATE 00000 successful completion',
  ])('none in: %s', (line) => {
    expect(codes(line)).toEqual([])
  })
  it('stays small and quiet on any text', () => {
    for (const bait of ['E', 'ERROR 1062 (', 'status: ', 'exit code ', '(111: ', 'SQLSTATE[', 'HTTP/1.1" '])
      expect(findCodes(bait.repeat(2000))).toEqual([])
  })
})
