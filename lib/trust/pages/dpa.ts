import type { PublicPage } from '../page.ts'

export const dpaPage: PublicPage = {
  path: '/dpa',
  title: 'Data processing agreement',
  description:
    'The agreement on processing personal data, to read and to sign by click, with its annexes as they are now.',
  lead: 'Read it here, fill in your company, and sign it with a link by e-mail. Its second annex is generated from the claims: if one of them fails, it cannot be signed until that is mended.',
  sections: [
    {
      id: 'sign',
      title: 'Sign it',
      blocks: [
        {
          note: 'You get a link by e-mail, read the agreement as it will be signed, and sign with a click. The countersignature comes at once, for the text as it stands. You then have the agreement, a certificate, and a record that anybody can check without this server.',
        },
        { part: 'state' },
        { part: 'form' },
        {
          note: 'If you need other words, [ask for them](/contact#terms). A business associate agreement is not offered by click; [ask for one](/compliance#baa), and send no health information before.',
        },
      ],
    },
    { id: 'text', title: 'The text', wide: true, blocks: [{ part: 'document' }] },
    {
      id: 'check',
      title: 'Check a signature',
      blocks: [
        {
          note: 'The record holds the texts, the fields of the signature, a seal over them, its place in the log of the operator, and the hashes of both files. `bin/lethe trust verify` reads it offline and says which part was changed. It shows that somebody with access to the mailbox signed these words; it does not show who sat there.',
        },
      ],
    },
  ],
}
