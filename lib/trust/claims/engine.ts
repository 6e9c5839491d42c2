import { defineClaims } from '../define-claims.ts'

const ANALYSES = { flows: ['paste', 'webhook'], data: ['causes', 'evidence'] }
const MODELS = { flows: ['paste', 'webhook'], data: ['what a model is sent'] }

export const engineClaims = defineClaims([
  {
    id: 'AI-01',
    title: 'Every cause points at lines that exist',
    says: 'A cause is shown with the numbers of the log lines it rests on, and code has found each of those lines in the log. {causes} causes of made-up incidents were looked up.',
    limits: [
      'That the cause is right. A line can exist and be misread; the analysis advises and a person decides.',
      'That nothing was missed. What the engine does not know ends as inconclusive or as a weaker cause.',
    ],
    ...ANALYSES,
    checks: [
      {
        id: 'engine.grounded',
        does: 'Diagnoses the made-up incidents that ship with the source and looks every cited line up in the log.',
        breaks: 'A citation is given words that its line does not have.',
        least: 20,
      },
    ],
    maps: { nist: ['SI-15'] },
  },
  {
    id: 'AI-02',
    title: 'Nothing leaves until a workspace says so',
    says: 'A new workspace asks no external model: the built-in engine does the whole job until an owner or admin allows more.',
    limits: ['Who may change it in a workspace is decided there. The audit log shows when it was changed.'],
    ...MODELS,
    checks: [
      {
        id: 'engine.default-off',
        does: 'Asks the code which engine answers under the settings of a new workspace, for alerts of every weight.',
        breaks: 'One answer is changed to the model.',
        least: 5,
      },
    ],
    maps: { ccm: ['DSP-07'], nist: ['CM-7'] },
  },
  {
    id: 'AI-03',
    title: 'Local only means no request',
    says: 'In a workspace that allows the built-in engine alone, no request to a model is made, even where a key is set.',
    limits: ['It is tried on a server of our own with a stand-in for the model, not on the server that you look at.'],
    ...MODELS,
    checks: [
      {
        id: 'engine.local-only',
        does: 'Sends logs to a running server that has a key and counts the requests that arrive at the stand-in.',
        breaks: 'One request is added to the count.',
        least: 3,
      },
    ],
    maps: { ccm: ['DSP-10'], nist: ['AC-4', 'SC-7'] },
  },
  {
    id: 'AI-04',
    title: 'A model cannot cite what it was not shown',
    says: 'A citation of a model counts when its line was sent and holds the quoted words. Others are dropped, and with them a cause that has nothing else.',
    limits: ['A true quote can be read wrongly. Confidence is capped where the built-in engine does not agree.'],
    ...ANALYSES,
    checks: [
      {
        id: 'engine.model-grounded',
        does: 'Gives the code citations that stand in the log and citations that do not.',
        breaks: 'A citation of a line that does not exist is kept.',
        least: 6,
      },
    ],
    maps: { nist: ['SI-10', 'SI-15'] },
  },
  {
    id: 'AI-05',
    title: 'Advice, never action',
    says: 'The server has no code that starts a program or runs text as code: an analysis changes nothing on your systems.',
    limits: [
      'It is a reading of our own source, without the libraries in it. What a person does with the advice is theirs.',
    ],
    class: 'derived',
    ...ANALYSES,
    checks: [
      {
        id: 'engine.advisory',
        does: 'Reads the source of the server and looks for what could start a program.',
        breaks: 'An import that starts programs is written into one file.',
        least: 300,
      },
    ],
    maps: { asvs: ['V1.3.2'], nist: ['CM-7'] },
  },
  {
    id: 'AI-06',
    title: 'Dangerous commands are marked',
    says: 'A suggested command that deletes, overwrites or forces something is marked as risky.',
    limits: [
      'Commands are judged by rules. One that the rules do not know counts as risky too, but a clever disguise may pass.',
    ],
    ...ANALYSES,
    checks: [
      {
        id: 'engine.risk',
        does: 'Lets the rules judge commands that destroy.',
        breaks: 'One of them is marked as reading only.',
        least: 8,
      },
    ],
    maps: { nist: ['SI-15'] },
  },
  {
    id: 'AI-07',
    title: 'What a request to a model carries',
    says: 'A request to a model carries the model, our fixed words, the redacted lines and the form of the answer. No name, address or id of a person or a workspace is a part of it.',
    limits: ['The provider sees the key of whoever pays, and the address of the server.'],
    ...MODELS,
    checks: [
      {
        id: 'engine.request-fields',
        does: 'Builds a request as the server does and compares its parts with the list.',
        breaks: 'A part with details about the sender is added.',
        least: 4,
      },
    ],
    maps: { ccm: ['DSP-10'], nist: ['AC-4'] },
  },
  {
    id: 'AI-08',
    title: 'The receipt holds the hash of what was sent',
    says: 'Every request to a model has a receipt with the SHA-256 hash of the bytes that were sent.',
    limits: [
      'The server writes the receipt. Whoever operates it could write another; the hash helps who has the bytes.',
    ],
    ...MODELS,
    checks: [
      {
        id: 'engine.receipt',
        does: 'Lets a stand-in for the model keep the bytes it received, hashes them, and looks for the hash in the receipt.',
        breaks: 'The receipt is emptied.',
        least: 1,
      },
    ],
    maps: { nist: ['AU-10'] },
  },
  {
    id: 'AI-09',
    title: 'No training on your data',
    says: 'The contract with the provider of the model forbids training on what is sent to it.',
    limits: ['No check of ours can show what a provider does. This is stated by whoever runs the server, for a time.'],
    class: 'attested',
    ...MODELS,
    maps: { ccm: ['DSP-13'], nist: ['SA-9'] },
  },
  {
    id: 'AI-10',
    title: 'No alarm where nothing failed',
    says: 'A log in which nothing failed asks for no action. “Inconclusive” and “nothing wrong” are normal answers.',
    limits: ['The logs were written for tests; a harmless line of yours can look like a failure.'],
    ...ANALYSES,
    checks: [
      {
        id: 'engine.quiet',
        does: 'Diagnoses the healthy logs that ship with the source.',
        breaks: 'One of them is said to need action.',
        least: 20,
      },
    ],
    maps: { nist: ['SI-15'] },
  },
  {
    id: 'AI-11',
    title: 'Lines that speak to an AI are noticed',
    says: 'A line of a log that gives orders to an AI is pointed out and is no evidence.',
    limits: ['It is a notice and no defence: what protects is that code checks every answer.'],
    ...ANALYSES,
    checks: [
      {
        id: 'engine.injection',
        does: 'Puts such lines into a log and asks whether they were noticed.',
        breaks: 'One of them counts as not noticed.',
        least: 3,
      },
    ],
    maps: { asvs: ['V1.3.2'], nist: ['SI-10'] },
  },
])
