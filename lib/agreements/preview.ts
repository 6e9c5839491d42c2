import { company } from '#trust.config'
import { findCountersigner } from '../data/agreements.ts'
import { publishedClaims } from '../trust/published-claims.ts'
import { dpaDocument, measuresInTheWay, measuresOf } from './dpa-document.ts'
import { readDocument } from './read-document.ts'

const OPEN = '…'
const NOBODY_YET = { company: OPEN, address: OPEN, country: OPEN, signerName: OPEN, signerTitle: OPEN }

/** The agreement as it is now, with the parties left open. */
export async function unsignedDocument() {
  const [countersigner, claims] = [await findCountersigner(), await publishedClaims()]
  const signer = countersigner ?? {
    company: company.name ?? OPEN,
    address: company.address ?? OPEN,
    name: OPEN,
    title: OPEN,
    authorisedAt: new Date(0),
  }
  return {
    read: readDocument(dpaDocument({ party: NOBODY_YET, countersigner: signer, company, claims })),
    inTheWay: measuresInTheWay(measuresOf(claims, company)),
    offered: countersigner !== null,
  }
}
