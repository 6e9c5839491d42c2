import { defineClaims } from '../define-claims.ts'

const LOGS = { flows: ['paste', 'command line', 'webhook'], data: ['log text'] }

export const redactionClaims = defineClaims([
  {
    id: 'DATA-02',
    title: 'Redacted before it leaves',
    says: 'Secrets and personal data that our rules recognise are replaced by typed placeholders before text goes to a model and before an analysis is stored. Of {planted} made-up secrets planted in a log, the rules found {found}.',
    limits: [
      'A secret in a format that no rule knows can pass. The analyze page shows what will be sent before it is sent, so that a person can look.',
      'The planted secrets are made after the formats that the rules know: the figure is no measure of unknown formats.',
      'Names of people in free text are not recognised as such.',
    ],
    flows: ['paste', 'command line', 'webhook'],
    data: ['credentials', 'card numbers', 'e-mail addresses', 'named fields'],
    checks: [
      {
        id: 'redaction.recall',
        does: 'Plants made-up secrets of every known vendor format, passwords, keys and addresses in a log and searches the redacted text for them.',
        breaks: 'One planted value is put back into the redacted text.',
        least: 200,
      },
      {
        id: 'engine.egress',
        does: 'Sends a log with three secrets to a running server, unredacted, in a workspace that allows a model, and searches the bytes that a stand-in for the model received.',
        breaks: 'One of the secrets is put into the received bytes.',
        least: 6,
      },
    ],
    maps: { asvs: ['V14.2.4'], ccm: ['DSP-10', 'DSP-17'], nist: ['AC-4', 'SC-28'] },
  },
  {
    id: 'DATA-03',
    title: 'What carries no secret stays readable',
    says: 'Lines without a secret come back as they were: of {lines} lines of healthy logs, {changed} were changed.',
    limits: ['The logs were written for tests. Yours can hold words that look like a secret and are struck out.'],
    ...LOGS,
    checks: [
      {
        id: 'redaction.noise',
        does: 'Redacts the healthy logs that ship with the source and counts the lines that changed.',
        breaks: 'Every fiftieth line is replaced by a placeholder.',
        least: 300,
      },
    ],
    maps: { ccm: ['DSP-17'], nist: ['SI-10'] },
  },
  {
    id: 'DATA-04',
    title: 'Card numbers',
    says: 'A card number with a valid check digit is struck out, wherever it stands in a line.',
    limits: ['A number that was cut or masked in the middle has no check digit and may stay.'],
    flows: ['paste', 'command line', 'webhook'],
    data: ['card numbers'],
    checks: [
      {
        id: 'redaction.cards',
        does: 'Redacts lines with made-up card numbers that pass the check of Luhn.',
        breaks: 'A card number is put back.',
        least: 40,
      },
      {
        id: 'redaction.card-look-alikes',
        does: 'Redacts lines with numbers of the same length whose check digit is wrong; they must stay.',
        breaks: 'One of these numbers is replaced by a placeholder.',
        least: 40,
      },
    ],
    maps: { asvs: ['V14.2.4'], ccm: ['DSP-17'], nist: ['SC-28'] },
  },
  {
    id: 'DATA-05',
    title: 'Fields by their name',
    says: 'The value of a field that is called password, token, secret, key, phone, date of birth or the like is struck out, in JSON, key-value pairs, addresses and XML. {fields} names were tried.',
    limits: ['A field with an innocent name can hold a secret. A workspace can add names of its own.'],
    ...LOGS,
    checks: [
      {
        id: 'redaction.fields',
        does: 'Writes values behind each name in four notations and searches the redacted text for them.',
        breaks: 'A value is put back.',
        least: 40,
      },
      {
        id: 'redaction.own-fields',
        does: 'The same with a name that a workspace has added.',
        breaks: 'A value is put back.',
        least: 4,
      },
    ],
    maps: { ccm: ['DSP-17'], nist: ['SC-28'] },
  },
  {
    id: 'DATA-06',
    title: 'The server does not trust the browser',
    says: 'Text that arrives as redacted is read again by the server, and what still looks like a secret is struck out. Placeholders that are already there stay as they are.',
    limits: ['The second reading has the same rules as the first: what the rules do not know, neither finds.'],
    flows: ['paste'],
    data: ['log text'],
    checks: [
      {
        id: 'redaction.recheck',
        does: 'Gives the second reading lines with an address left in them, as a broken browser would.',
        breaks: 'The address is put back into the answer.',
        least: 20,
      },
    ],
    maps: { asvs: ['V2.2.2'], ccm: ['AIS-04'], nist: ['SI-10'] },
  },
  {
    id: 'DATA-07',
    title: 'Placeholders cannot be forged',
    says: 'Log text that looks like one of our placeholders is written differently, so that a log cannot claim that something was struck out.',
    limits: ['It speaks of our own placeholders. A log may still say that something was redacted, in its own words.'],
    ...LOGS,
    checks: [
      {
        id: 'redaction.forged',
        does: 'Redacts lines that hold placeholders of each form.',
        breaks: 'A forged placeholder is put back.',
        least: 4,
      },
    ],
    maps: { nist: ['SI-10'] },
  },
  {
    id: 'DATA-08',
    title: 'The same text gives the same placeholders',
    says: 'Redaction is deterministic: the same text gives the same result. Inside one analysis equal values have equal placeholders and different values different ones.',
    limits: ['That two lines name the same person therefore stays visible inside one analysis; who it is does not.'],
    ...LOGS,
    checks: [
      {
        id: 'redaction.stable',
        does: 'Redacts made-up logs with two people in them twice and compares.',
        breaks: 'One placeholder of a second run is renumbered.',
        least: 20,
      },
    ],
    maps: { nist: ['SI-10'] },
  },
  {
    id: 'DATA-09',
    title: 'Ids stay',
    says: 'Trace, request and commit ids stay as they are, since an analysis joins lines by them.',
    limits: ['An id can point at a person in a system of yours. If it does, add its field name to the workspace.'],
    ...LOGS,
    checks: [
      {
        id: 'redaction.ids',
        does: 'Redacts lines with made-up ids of three kinds.',
        breaks: 'One id is replaced by a placeholder.',
        least: 100,
      },
    ],
    maps: { nist: ['AU-3'] },
  },
  {
    id: 'REDACT-01',
    title: 'What was not scanned does not pass',
    says: 'The server redacts on a thread of its own, with a time limit. Lines that it did not reach are replaced as a whole.',
    limits: ['That every secret in a scanned line is found: the page on redaction lists the rules and their limits.'],
    flows: ['paste', 'webhook'],
    data: ['log text'],
    checks: [
      {
        id: 'redaction.thread',
        does: 'Sends text through the thread and searches the answers.',
        breaks: 'A value is put back into an answer.',
        least: 12,
      },
      {
        id: 'redaction.unscanned',
        does: 'Lets the time limit pass in the middle of a long log and searches what came back.',
        breaks: 'A value is put back into a line that was not scanned.',
        least: 1_000,
      },
    ],
    maps: { nist: ['SC-24'] },
  },
  {
    id: 'REDACT-02',
    title: 'The list of kinds is the code',
    says: 'The page on redaction lists {kinds} kinds of secrets and personal data. It is drawn from the tables that the redactor runs on, and each kind stands there with its rule.',
    limits: ['A kind on the list can have values that its rule does not match; the page names the limits.'],
    class: 'derived',
    flows: ['pages'],
    data: ['rules'],
    checks: [
      {
        id: 'redaction.catalog',
        does: 'Reads the tables and looks for a kind without a rule.',
        breaks: 'The rule of one kind is removed.',
        least: 100,
      },
    ],
    maps: { ccm: ['DSP-04'], nist: ['SI-12'] },
  },
  {
    id: 'REDACT-03',
    title: 'What is kept of a line is not the line',
    says: 'Before an analysis is stored, words of a line that are no technical words are masked. A line of everyday language is kept as a mask.',
    limits: [
      'Technical words of a line stay, and they can tell what a system does.',
      'A workspace may allow short redacted excerpts; its analyses then say so.',
    ],
    flows: ['paste', 'webhook'],
    data: ['evidence'],
    checks: [
      {
        id: 'redaction.stored-words',
        does: 'Masks sentences of everyday language, as a log could quote them, and searches the result for their words.',
        breaks: 'A sentence is let through.',
        least: 20,
      },
    ],
    maps: { ccm: ['DSP-17'], nist: ['SC-28', 'SI-12'] },
  },
  {
    id: 'REDACT-04',
    title: 'The rooms that see raw text can send nothing',
    says: 'The code that redacts, condenses, diagnoses and guards has no access to network, files or environment. The same code runs in your browser.',
    limits: ['It is a reading of our own source. A library that this code uses is not read by it.'],
    class: 'derived',
    flows: ['paste', 'command line', 'webhook'],
    data: ['log text'],
    checks: [
      {
        id: 'supply.pure',
        does: 'Reads the source of these rooms and looks for anything that could read or send.',
        breaks: 'A request to a server is written into one file.',
        least: 100,
      },
    ],
    maps: { asvs: ['V15.2.5'], nist: ['SC-3'] },
  },
])
