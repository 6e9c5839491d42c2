import type { PublicPage } from '../page.ts'

export const compliancePage: PublicPage = {
  path: '/compliance',
  title: 'Compliance',
  description: 'Certificates and frameworks: what is held, what the claims speak to, and what is not pursued.',
  lead: 'What is held, what is under way, and what is not. “Aligned” means that claims name the controls they speak to; nobody outside has said so.',
  sections: [
    { id: 'status', title: 'Certificates and frameworks', wide: true, blocks: [{ part: 'roadmap' }] },
    {
      id: 'controls',
      title: 'Controls and claims',
      wide: true,
      blocks: [
        {
          note: 'Which claims speak to which control. The words of the standards are not repeated here. One claim seldom covers a control whole.',
        },
        { part: 'controls' },
      ],
    },
    { id: 'planned', title: 'Planned', wide: true, blocks: [{ claims: ['PLAN-01', 'PLAN-02', 'OPS-01'] }] },
    {
      id: 'baa',
      title: 'Business associate agreement',
      blocks: [
        {
          note: 'By request only, and on one condition: each firm that could see health information, the provider of a model included, must have given us the same promise first. Until you hold a signed one, send no health information to this server.',
        },
        { part: 'baa' },
      ],
    },
    {
      id: 'programs',
      title: 'For programs',
      blocks: [
        {
          note: 'The same as [attestations in CycloneDX](/.well-known/trust/attestations.cdx.json), with the [bill of materials](/.well-known/sbom.cdx.json).',
        },
      ],
    },
    {
      id: 'supply',
      title: 'What it is made of',
      wide: true,
      blocks: [{ claims: ['SUP-01', 'SUP-02', 'SUP-03', 'SUP-04', 'SUP-05'] }],
    },
  ],
}
