import { findModelPolicy } from '../data/model-policies.ts'
import type { TenantId } from '../data/unscoped.ts'
import { Forbidden, Invalid } from '../errors.ts'
import { MAX_PICTURE_BYTES, readPicture, type SentPicture } from './analyze/picture.ts'
import { PASTED_MAX_BYTES, type Pasted } from './receive.ts'

const FORBIDDEN = {
  happened: 'This workspace allows no picture to leave the browser.',
  kept: 'Nothing of this request was kept.',
  todo: 'Send the text alone, or ask an owner or admin to allow pictures under Settings, Model.',
}

/** How long a pasted body may be: a picture's base64 on top, but only where the workspace would take it. */
export async function pastedMaxBytes(tenant: TenantId): Promise<number> {
  return PASTED_MAX_BYTES + ((await allowsPictures(tenant)) ? Math.ceil(MAX_PICTURE_BYTES / 3) * 4 : 0)
}

/** The picture that came with a log, checked and without notes; undefined for none. Throws Forbidden or Invalid. */
export async function pictureFor(tenant: TenantId, { picture }: Pasted): Promise<SentPicture | undefined> {
  if (picture === undefined) return undefined
  if (!(await allowsPictures(tenant))) throw new Forbidden(FORBIDDEN)
  const read = readPicture(picture)
  if (!read) throw new Invalid([{ path: 'picture', message: 'Give a PNG of at most 5 MiB and 1,568 pixels a side.' }])
  return read
}

async function allowsPictures(tenant: TenantId): Promise<boolean> {
  const policy = await findModelPolicy(tenant)
  return policy?.allowPictures === true && policy.mode !== 'local_only'
}
