import type { LibraryAnswer } from '../library-answer.ts'

/** What the software cannot show: whoever runs it has to say. Only where a plain no is true does one stand here. */

const OPERATOR = 'This is a matter of whoever runs the server; no claim of the software stands behind an answer.'

const asked = (
  id: string,
  ccm: readonly string[],
  asks: readonly string[],
  more: Partial<LibraryAnswer> = {},
): LibraryAnswer => ({ id, asks, ccm, answer: null, note: OPERATOR, claims: [], page: null, ...more })

export const operatorAnswers: readonly LibraryAnswer[] = [
  asked(
    'QO-01',
    ['A&A-02', 'A&A-04'],
    [
      'Do you hold a SOC 2 report, an ISO 27001 certificate or another certification?',
      'Can you share your latest independent audit report?',
    ],
    { answer: 'no', note: 'None is held unless the page on compliance says so.', page: '/compliance' },
  ),
  asked(
    'QO-02',
    ['HRS-11', 'HRS-12'],
    ['Do employees get security awareness training?', 'Are staff trained in privacy and security each year?'],
    { note: '', claims: ['OPS-01'] },
  ),
  asked('QO-03', ['HRS-01'], ['Are background checks made on employees before they are hired?']),
  asked('QO-04', ['HRS-10', 'HRS-07'], ['Do employees sign a confidentiality or non-disclosure agreement?'], {
    note: '',
    claims: ['OPS-01'],
  }),
  asked(
    'QO-05',
    ['SEF-03', 'SEF-01', 'SEF-06'],
    ['Do you have an incident response plan?', 'How are security incidents triaged, handled and reviewed?'],
    {
      note: 'Breaches are worked off on a desk of their own, with a clock, a list of those to be told, and a review that closes each.',
      page: '/incidents',
    },
  ),
  asked(
    'QO-06',
    ['SEF-07', 'DSP-18'],
    [
      'Within what time are customers notified of a data breach?',
      'How will you tell us about a security incident that concerns our data?',
    ],
    { note: 'The time stands on the page on incidents.', page: '/incidents' },
  ),
  asked(
    'QO-07',
    ['BCR-01', 'BCR-03', 'BCR-04'],
    [
      'Is there a business continuity and disaster recovery plan, and is it tested?',
      'What are your recovery time and recovery point objectives?',
    ],
  ),
  asked(
    'QO-08',
    ['DCS-07', 'DCS-09', 'DCS-10'],
    [
      'How is physical access to data centers and offices controlled?',
      'Are facilities guarded by cameras, badges and visitors logs?',
    ],
  ),
  asked(
    'QO-09',
    ['UEM-01', 'UEM-08', 'UEM-09'],
    [
      'Are laptops and endpoints of employees managed, patched, encrypted and protected from malware?',
      'Do you use mobile device management?',
    ],
  ),
  asked(
    'QO-10',
    ['GRC-01', 'GRC-05', 'A&A-01'],
    [
      'Is there an information security policy approved by management and reviewed each year?',
      'Who is responsible for the information security program?',
    ],
  ),
  asked('QO-11', ['GRC-02', 'BCR-02'], ['Is there a risk management program with regular risk assessments?']),
  asked('QO-12', ['STA-08', 'STA-14'], ['How do you assess the security of your own suppliers?']),
  asked('QO-13', [], ['Do you carry cyber insurance or liability insurance?']),
  asked('QO-14', [], ['Is the organization financially stable, and who owns it?']),
  asked(
    'QO-15',
    ['BCR-11', 'IVS-02'],
    [
      'What availability do you guarantee, and is capacity planned and redundant?',
      'Do you have a service level agreement for uptime?',
    ],
  ),
  asked(
    'QO-16',
    [],
    ['Will you sign a business associate agreement (BAA)? Do you process protected health information under HIPAA?'],
    {
      answer: 'no',
      note: 'No business associate agreement is offered; do not send health information.',
      page: '/compliance',
    },
  ),
  asked('QO-17', [], ['Do you store, process or transmit cardholder data under PCI DSS?'], {
    answer: 'no',
    note: 'Payments are made at the payment provider. Card numbers that stand in a log are struck out.',
    claims: ['DATA-04'],
  }),
  asked('QO-18', ['DSP-09'], ['Has a data protection impact assessment been carried out?']),
  asked(
    'QO-19',
    ['CCC-01', 'CCC-03'],
    ['Is there a formal change management process with approval before production?'],
  ),
  asked('QO-20', ['IVS-04'], ['Are servers and operating systems hardened and patched by a baseline?']),
]
