import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'

/** Why a connection was not made. The message names the rule and the host, never the path or query: those can be secrets. */
export class OutboundRefused extends Error {
  override name = 'OutboundRefused'
}

export interface CheckedAddress {
  /** Literal IP address: what the socket connects to. */
  address: string
  family: 4 | 6
}

/**
 * True for addresses of the public internet only. Private, loopback, link-local (and so every cloud's metadata service),
 * carrier-grade NAT, multicast and reserved ranges are not; an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4,
 * Teredo) is judged by its own rule or refused. Ranges: IANA special-purpose registries, as kept by ipaddr.js.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast'
  const bytes = parsed.toByteArray()
  // Deprecated IPv4-compatible addresses (::a.b.c.d) are unicast by name and reach IPv4 on some systems.
  if (bytes.slice(0, 12).every((byte) => byte === 0)) return false
  return parsed.range() === 'unicast'
}

/** False for a host that is plainly local: an address in a private range, or a name of this machine. No look-up is made. */
export function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (ipaddr.isValid(host)) return isPublicAddress(host)
  return host.includes('.') && !/(?:^|\.)(?:localhost|local|internal)$/i.test(host)
}

/**
 * Resolves a host once and returns the address to connect to. Every address that the name has must be public: a name
 * with one private address among them is refused, since which one answers is the name server's choice.
 */
export async function checkedAddress(hostname: string): Promise<CheckedAddress> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const found = await lookup(host, { all: true, verbatim: true }).catch(() => {
    throw new OutboundRefused(`The host ${host} is not known.`)
  })
  const [first] = found
  if (!first) throw new OutboundRefused(`The host ${host} has no address.`)
  if (!found.every(({ address }) => isPublicAddress(address))) {
    throw new OutboundRefused(`The host ${host} leads to an address that is not public.`)
  }
  return { address: first.address, family: first.family === 6 ? 6 : 4 }
}
