import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/**
 * Keys of this house: one file of named 256-bit keys, readable by its owner only. Secrets that must be read again are
 * sealed under the current key; older keys stay to open what they sealed. In the embedded default the ring lies beside the
 * data: it then protects a stolen dump, not a stolen disk.
 */

const RING_FILE = 'ring.json'
const SEAL_VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

const ringSchema = z
  .object({
    version: z.literal(1),
    current: z.string(),
    keys: z
      .array(z.object({ id: z.string().regex(/^k[0-9a-f]{8}$/), createdAt: z.iso.datetime(), secret: z.base64url() }))
      .min(1),
  })
  .refine((ring) => ring.keys.some((key) => key.id === ring.current))
type RingFile = z.infer<typeof ringSchema>

/** What a sealed value belongs to. Opening it for another tenant or field fails. */
export interface SealContext {
  tenant: string
  field: string
}

export interface KeyRing {
  /** Name of the key that seals now, for example `k3f9a01bc`. */
  readonly currentKeyId: string
  /** Names of all keys, the oldest first. */
  readonly keyIds: readonly string[]
  /** AES-256-GCM. Returns `v1.<key id>.<iv>.<ciphertext and tag>`, base64url, safe in text columns. */
  seal(plaintext: string | Uint8Array, context: SealContext): string
  /** Throws KeyRingError for a changed value, another context, an unknown key or format. */
  open(sealed: string, context: SealContext): Buffer
  /**
   * A subkey of the current key for one purpose (HKDF-SHA-256, RFC 5869). The same label gives the same bytes in every
   * process with this ring, and others after a rotation.
   */
  derive(label: string, bytes?: number): Buffer
}

/** One line for the person who runs Lethe: what is wrong with the keys, and what to do. */
export class KeyRingError extends Error {
  override name = 'KeyRingError'
}

/** Opens an existing ring in `directory` (mode 0700, file 0600, both the caller's own). */
export function openKeyRing(directory: string): KeyRing {
  requirePrivate(directory, 0o700)
  const path = join(directory, RING_FILE)
  requirePrivate(path, 0o600)
  let parsed: ReturnType<typeof ringSchema.safeParse>
  try {
    parsed = ringSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    parsed = ringSchema.safeParse(null)
  }
  if (!parsed.success) throw new KeyRingError(`${path} is not a key ring: restore it from your backup of the keys.`)
  return ringOf(parsed.data, path)
}

/** Opens the ring, and makes it first if there is none. Safe when several processes begin together. */
export function ensureKeyRing(directory: string): KeyRing {
  ensureKeysDirectory(directory)
  if (!exists(join(directory, RING_FILE))) {
    const key = newKey()
    placeNew(directory, { version: 1, current: key.id, keys: [key] })
  }
  return openKeyRing(directory)
}

/** Adds a key and makes it the current one. Derived passwords change: migrate and restart afterwards. */
export function rotateKeyRing(directory: string): KeyRing {
  openKeyRing(directory)
  const path = join(directory, RING_FILE)
  const ring = ringSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const key = newKey()
  const temporary = write(directory, { version: 1, current: key.id, keys: [...ring.keys, key] })
  renameSync(temporary, path)
  return openKeyRing(directory)
}

/** Makes the folder for keys, 0700, or refuses one that others may read. */
export function ensureKeysDirectory(directory: string): void {
  // Folders above are not for secrets: the database's user must pass through them.
  mkdirSync(dirname(directory), { recursive: true, mode: 0o711 })
  const made = mkdirSync(directory, { recursive: true, mode: 0o700 })
  // mkdir obeys the umask; only what was just made is changed.
  if (made !== undefined) chmodSync(directory, 0o700)
  requirePrivate(directory, 0o700)
}

function ringOf(ring: RingFile, path: string): KeyRing {
  const secrets = new Map<string, Buffer>()
  for (const key of ring.keys) {
    const secret = Buffer.from(key.secret, 'base64url')
    if (secret.length !== 32) throw new KeyRingError(`Key ${key.id} in ${path} is not 32 bytes: restore the file.`)
    secrets.set(key.id, secret)
  }
  const secretOf = (id: string): Buffer => {
    const secret = secrets.get(id)
    if (!secret)
      throw new KeyRingError(`The key ring ${path} has no key ${id}: restore it from your backup of the keys.`)
    return secret
  }
  return {
    currentKeyId: ring.current,
    keyIds: [...secrets.keys()],
    seal: (plaintext, context) => seal(secretOf(ring.current), ring.current, plaintext, context),
    open: (sealed, context) => open(secretOf, sealed, context),
    derive: (label, bytes = 32) => hkdf(secretOf(ring.current), `lethe/derive/${label}`, bytes),
  }
}

function seal(secret: Buffer, keyId: string, plaintext: string | Uint8Array, context: SealContext): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealKey(secret), iv)
  cipher.setAAD(associatedData(keyId, context))
  const body = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  return [SEAL_VERSION, keyId, iv.toString('base64url'), body.toString('base64url')].join('.')
}

function open(secretOf: (id: string) => Buffer, sealed: string, context: SealContext): Buffer {
  const [version, keyId = '', iv = '', body = '', more] = sealed.split('.')
  if (version !== SEAL_VERSION || more !== undefined)
    throw new KeyRingError('This is not a sealed value of this version.')
  const secret = secretOf(keyId)
  const nonce = Buffer.from(iv, 'base64url')
  const bytes = Buffer.from(body, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealKey(secret), nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(associatedData(keyId, context))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new KeyRingError(`A sealed ${context.field} was changed or belongs elsewhere: it cannot be opened.`)
  }
}

const sealKey = (secret: Buffer): Buffer => hkdf(secret, 'lethe/seal', 32)

/** JSON keeps the parts apart whatever characters they hold. */
const associatedData = (keyId: string, { tenant, field }: SealContext): Buffer =>
  Buffer.from(JSON.stringify([SEAL_VERSION, keyId, tenant, field]))

const hkdf = (secret: Buffer, info: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, bytes))

function newKey(): RingFile['keys'][number] {
  return {
    id: `k${randomBytes(4).toString('hex')}`,
    createdAt: new Date().toISOString(),
    secret: randomBytes(32).toString('base64url'),
  }
}

/** A link fails if another process was first; then its ring is the ring. */
function placeNew(directory: string, ring: RingFile): void {
  const temporary = write(directory, ring)
  try {
    linkSync(temporary, join(directory, RING_FILE))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(temporary, { force: true })
  }
}

function write(directory: string, ring: RingFile): string {
  const path = join(directory, `${RING_FILE}.${randomBytes(6).toString('hex')}`)
  writeFileSync(path, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return path
}

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

/** Keys that others may read are no keys. Windows has no such modes. */
function requirePrivate(path: string, mode: number): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) throw new KeyRingError(`There is no ${path}: \`npm run up\` makes it, or restore it from your backup.`)
  const uid = process.getuid?.()
  if (uid === undefined) return
  if (stat.uid !== uid)
    throw new KeyRingError(`${path} belongs to another user (uid ${stat.uid}): run Lethe as that user.`)
  if ((stat.mode & 0o077) !== 0) {
    throw new KeyRingError(`Others may read ${path}: run \`chmod ${mode.toString(8)} ${path}\`.`)
  }
}
