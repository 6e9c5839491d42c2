import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

/**
 * What PostgreSQL keeps of a password (RFC 5802, SCRAM-SHA-256). Made here, so that the password itself crosses no
 * connection and stands in no statement log. Passwords are ours, ASCII, so no SASLprep is needed.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16), iterations = 4_096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const sign = (key: string) => createHmac('sha256', salted).update(key).digest()
  const storedKey = createHash('sha256').update(sign('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${sign('Server Key').toString('base64')}`
}
