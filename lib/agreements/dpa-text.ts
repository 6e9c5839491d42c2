/**
 * The data processing agreement. Its structure follows the Common Paper DPA, version 1.1 (CC BY 4.0, commonpaper.com); the words
 * are ours. The clauses of the European Commission are taken in by reference and not repeated, as their clause 2 asks. Changing a
 * word here is a new version: a test holds the hash of each.
 */

export const DPA_VERSION = '1.0.0'
export const DPA_TITLE = 'Data Processing Agreement'

export interface Clause {
  title: string
  paragraphs: readonly string[]
}

export const DPA_CLAUSES: readonly Clause[] = [
  {
    title: '1. Parties and purpose',
    paragraphs: [
      'This agreement is between the Customer and the Provider named in Annex I. It is part of the agreement under which the Provider offers Lethe to the Customer (the “Service”), and prevails over it where the two differ on personal data.',
      'It says how the Provider processes personal data that the Customer submits to the Service (“Customer Personal Data”) on the Customer’s behalf.',
    ],
  },
  {
    title: '2. Words',
    paragraphs: [
      '“Data Protection Law” means the law on personal data that applies to a party, including Regulation (EU) 2016/679 (GDPR), the GDPR as it is law in the United Kingdom, the Swiss Federal Act on Data Protection, and the California Consumer Privacy Act. “Controller”, “processor”, “data subject”, “personal data breach” and “processing” have the meaning that they have there.',
      '“Subprocessor” means another processor that the Provider engages and that can see Customer Personal Data. “Standard Contractual Clauses” means the clauses annexed to Commission Implementing Decision (EU) 2021/914.',
    ],
  },
  {
    title: '3. Roles and instructions',
    paragraphs: [
      'The Customer is the controller, or a processor for others, and the Provider is its processor. Annex I describes the processing.',
      'The Provider processes Customer Personal Data on the documented instructions of the Customer only. This agreement, the settings of a workspace and the use of the Service are those instructions. If the law obliges the Provider to do something else, it says so beforehand unless the law forbids that. If it thinks that an instruction breaks Data Protection Law, it says so without delay and may wait.',
      'The Provider does not sell or share Customer Personal Data, does not combine it with other data, does not use it for purposes of its own, and trains no model with it. It tells the Customer if it can no longer keep to this.',
    ],
  },
  {
    title: '4. People',
    paragraphs: [
      'People whom the Provider authorises to process Customer Personal Data are bound to confidentiality, and see it only as far as their work needs.',
    ],
  },
  {
    title: '5. Security',
    paragraphs: [
      'The Provider takes the technical and organisational measures of Annex II. Annex II is generated from statements that are checked against the software; it shows each with its state on the day of signing. The Provider may change measures as long as protection does not become weaker.',
    ],
  },
  {
    title: '6. Subprocessors',
    paragraphs: [
      'The Customer gives a general authorisation to engage subprocessors. Annex III lists those of the day of signing. The Provider binds each of them by contract to duties that protect no less than this agreement, and answers for what they do as for its own acts.',
      'The Provider announces a new or other subprocessor at least {noticeDays} days before it sees Customer Personal Data. Within that time the Customer may object on grounds of data protection. The parties then look for a way; if none is found, the Customer may end the part of the Service concerned and gets back what was paid for the time afterwards.',
    ],
  },
  {
    title: '7. Help',
    paragraphs: [
      'Taking into account what kind of processing it is, the Provider helps the Customer to answer requests of data subjects, to assess impacts on data protection and to consult authorities. Export and erasure are functions of the Service. A request that a data subject sends to the Provider is passed on and not answered.',
    ],
  },
  {
    title: '8. Breaches',
    paragraphs: [
      'The Provider tells the Customer of a personal data breach that concerns Customer Personal Data without undue delay, and no later than {breachHours} hours after becoming aware of it. The notice says what is known of its nature, the data and people concerned, likely effects, and measures; what is not known yet follows. A notice is no admission of fault.',
    ],
  },
  {
    title: '9. Evidence and audits',
    paragraphs: [
      'The Provider gives the Customer the information that shows that this agreement is kept. That is first of all its public statements with their checks, which the Customer can run for itself. Where that does not suffice, the Customer, or an auditor who is bound to confidentiality and no competitor, may audit once a year, with thirty days’ notice, in business hours, at its own cost; also after a breach or when an authority asks.',
    ],
  },
  {
    title: '10. Transfers',
    paragraphs: [
      'Where Customer Personal Data from the European Economic Area goes to a country without an adequacy decision, the Standard Contractual Clauses apply and are part of this agreement: module two where the Customer is a controller, module three where it is a processor. The optional clause 7 applies. In clause 9(a) option 2 applies with the time of section 6. The option in clause 11(a) does not apply. In clauses 17 and 18 the law and the courts of Ireland apply, unless Annex I names another Member State. Annexes I to III of this agreement are those of the clauses.',
      'For data from the United Kingdom the clauses apply as amended by the International Data Transfer Addendum, version B1.0, whose tables are filled by this agreement; neither party may end it under its section 19. For data from Switzerland the clauses apply with the Swiss Act in the place of the GDPR and the Federal Data Protection and Information Commissioner as authority.',
      'Where the clauses and this agreement differ, the clauses prevail.',
    ],
  },
  {
    title: '11. End',
    paragraphs: [
      'At the end of the Service the Provider erases Customer Personal Data by the times of Annex I, after the Customer could export it, unless the law obliges it to keep it longer. What it must keep stays confidential.',
    ],
  },
  {
    title: '12. Term, liability, law',
    paragraphs: [
      'This agreement begins when both parties have signed and ends when the Provider no longer holds Customer Personal Data. A later version replaces this one only where both parties sign it; what was signed is kept. Liability and governing law are those of the agreement on the Service, as far as Data Protection Law and the clauses allow.',
      'The parties agree to sign by electronic means. The certificate that belongs to this agreement records how.',
    ],
  },
]

export const ATTRIBUTION =
  'The structure of this agreement follows the Common Paper DPA, version 1.1, used under CC BY 4.0 (creativecommons.org/licenses/by/4.0); the words were changed.'

/** What a signer says with the click; part of the record. */
export const CONSENT =
  'I have read this agreement and its annexes. I sign it by electronic means for the company named in it, and I have the authority to bind that company.'
