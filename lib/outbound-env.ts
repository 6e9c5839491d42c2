import { z } from 'zod'

const hostPorts = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
  .refine((list) => list.every((part) => /^[^\s:/@]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(part)), {
    error: 'must be host:port, exact, several parted by commas',
  })

/** Which local addresses may be reached, and for whom. */
export const outboundVariables = {
  LETHE_OUTBOUND_ALLOW: hostPorts,
  /** `0`: whoever runs this Lethe trusts every workspace of it with the addresses above. */
  LETHE_HOSTED: z.enum(['0', '1'], { error: 'must be 1 or 0' }).default('1'),
}

type Given = z.infer<z.ZodObject<typeof outboundVariables>>

export interface OutboundAllow {
  /** Exact host:port pairs that the guard lets through for an address that a workspace or an alert gave: none where hosted. */
  outboundAllow: readonly string[]
  /** The same for an address that the operator gave. */
  operatorOutboundAllow: readonly string[]
}

export function outboundAllowOf({ LETHE_OUTBOUND_ALLOW: list, LETHE_HOSTED: hosted }: Given): OutboundAllow {
  return { outboundAllow: hosted === '1' ? [] : list, operatorOutboundAllow: list }
}
