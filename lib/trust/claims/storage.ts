import { defineClaims } from '../define-claims.ts'

const KEPT = { flows: ['paste', 'webhook'], data: ['analyses'] }

export const storageClaims = defineClaims([
  {
    id: 'DATA-01',
    title: 'Nothing raw at rest',
    says: 'Logs that are pasted or arrive with an alert are worked on in memory. No line of them is written to the database, its write-ahead log, a file, a cache or a server log. {strings} unique strings were searched in {places} places.',
    limits: [
      'What is kept can still speak about the log: an analysis holds a title, a cause, and for each line of evidence its number, its wording with variable and unknown words masked, a count, and a keyed hash.',
      'Memory itself is not searched. A machine that swaps or writes core dumps can put memory on a disk; that is for the operator to switch off.',
      'It covers this software, not a proxy, a backup tool or a logging agent that an operator puts around it.',
    ],
    flows: ['paste', 'webhook'],
    data: ['log text', 'secrets in it', 'personal data in it'],
    checks: [
      {
        id: 'storage.paste',
        does: 'Sends unique strings to a running server as a paste, then searches a full dump of the database, its files with the write-ahead log, the data folder, the server log, the build and the temporary folder for them: plain, JSON, percent, base64, hex, gzip and UTF-16.',
        breaks: 'The raw text is planted among the searched places, as hex.',
        days: 3,
        least: 50,
      },
      {
        id: 'storage.webhook',
        does: 'The same with a signed alert that carries the log.',
        breaks: 'The raw text is planted among the searched places, as hex.',
        days: 3,
        least: 50,
      },
    ],
    maps: { asvs: ['V14.2.4', 'V16.2.5'], ccm: ['DSP-17', 'LOG-09'], nist: ['SC-28', 'SI-12', 'MP-6'] },
  },
  {
    id: 'DATA-10',
    title: 'No place for a line',
    says: 'The tables of analyses and evidence have no column for raw text, a body, a prompt, a reply or a picture.',
    limits: ['It reads names of columns; what the named columns hold is the matter of other claims.'],
    class: 'derived',
    ...KEPT,
    checks: [
      {
        id: 'storage.no-lines',
        does: 'Reads the columns of a migrated database.',
        breaks: 'A column for raw text is added to the list.',
        least: 15,
      },
    ],
    maps: { ccm: ['DSP-03'], nist: ['SI-12'] },
  },
  {
    id: 'DATA-11',
    title: 'What is stored about you is listed whole',
    says: 'The privacy page names every table of the database: {tables} of them.',
    limits: ['It compares names of tables. What a row says of its table is written by people.'],
    class: 'derived',
    flows: ['pages'],
    data: ['the inventory'],
    checks: [
      {
        id: 'storage.inventory',
        does: 'Compares the tables of a migrated database with the page.',
        breaks: 'A table is added that the page does not name.',
        least: 20,
      },
    ],
    maps: { ccm: ['DSP-03', 'DSP-04'], nist: ['CM-8', 'SI-12'] },
  },
  {
    id: 'DEL-01',
    title: 'Deleted is gone from every query',
    says: 'After an analysis is deleted, no row of any table names it, apart from the audit log, which holds no content.',
    limits: [
      'Pages of the database’s files are cleared by its own housekeeping within a day, and write-ahead log and backups by the retention that the operator states.',
      'A message that was delivered stays with its receiver.',
    ],
    ...KEPT,
    checks: [
      {
        id: 'storage.delete',
        does: 'Makes and deletes an analysis on a running server, then searches a full dump for its id.',
        breaks: 'A row of evidence counts as left.',
        least: 1,
      },
    ],
    maps: { asvs: ['V14.2.7'], ccm: ['DSP-16'], nist: ['MP-6', 'SI-12(3)'] },
  },
  {
    id: 'DEL-02',
    title: 'The key of its hashes goes with it',
    says: 'Hashes of log lines are made under a key of their analysis. The key is destroyed with the analysis.',
    limits: ['A backup from before the deletion holds the key until it ends, sealed.'],
    ...KEPT,
    checks: [
      {
        id: 'storage.hash-key',
        does: 'Reads the sealed key of an analysis, deletes the analysis, and searches a full dump for the key.',
        breaks: 'The key counts as found.',
        least: 2,
      },
    ],
    maps: { ccm: ['CEK-14', 'DSP-16'], nist: ['SC-12', 'MP-6'] },
  },
  {
    id: 'DEL-03',
    title: 'Analyses end by themselves',
    says: 'An analysis is kept for {days} days unless a workspace chooses otherwise, and is then deleted with its evidence.',
    limits: ['The deletion runs in turns; a few minutes can pass after the end.'],
    ...KEPT,
    checks: [
      {
        id: 'storage.retention',
        does: 'Moves the end of one of two analyses into the past and lets the housekeeping run.',
        breaks: 'The old one counts as still there.',
        least: 2,
      },
    ],
    maps: { asvs: ['V14.2.7'], ccm: ['DSP-16'], nist: ['SI-12'] },
  },
  {
    id: 'DEL-04',
    title: 'A workspace is erased whole',
    says: 'After a workspace is erased, no table names it or its analyses. A tombstone says that something was erased, without a name.',
    limits: [
      'Backups from before are cleared by the retention that the operator states.',
      'The audit log goes with the workspace.',
    ],
    flows: ['settings'],
    data: ['everything a workspace has'],
    checks: [
      {
        id: 'storage.erase',
        does: 'Makes a workspace with analyses, erases it at once, and searches a full dump for its ids.',
        breaks: 'A row of an analysis counts as left.',
        least: 3,
      },
    ],
    maps: { asvs: ['V14.2.7'], ccm: ['DSP-16'], nist: ['MP-6', 'SI-12(3)'] },
  },
  {
    id: 'DEL-05',
    title: 'An export knows every table',
    says: 'The export of a workspace has a part for every table that belongs to workspaces.',
    limits: ['Sealed secrets are left out: they are of no use without our keys.'],
    class: 'derived',
    flows: ['settings'],
    data: ['everything a workspace has'],
    checks: [
      {
        id: 'storage.export-whole',
        does: 'Compares the tables of a migrated database with the list of the export.',
        breaks: 'A table is added that the export does not know.',
        least: 15,
      },
    ],
    maps: { ccm: ['IPY-02', 'DSP-11'], nist: ['SI-12'] },
  },
])
