import type { Topic } from '../data/subscribers.ts'

export const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  subprocessors: 'Subprocessors',
  dpa: 'Versions of the data processing agreement',
  security: 'Security advisories',
  product: 'Changes of the product',
}

/** What signers of an agreement are told under it: they need time to object, and cannot do without it. */
export const isContractual = (topic: Topic): boolean => topic === 'subprocessors' || topic === 'dpa'
