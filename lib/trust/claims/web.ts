import { defineClaims } from '../define-claims.ts'

const PAGES = { flows: ['pages'], data: ['what a page loads', 'where a page sends'] }

export const webClaims = defineClaims([
  {
    id: 'WEB-01',
    title: 'No other host',
    says: 'The public pages load scripts, styles, fonts and pictures from this server and from no other host.',
    limits: [
      'What a proxy in front of this server adds. Look at it in your own browser.',
      'Links: a page that you open by clicking is another page with its own rules.',
    ],
    ...PAGES,
    checks: [
      {
        id: 'web.foreign',
        does: 'Reads every public page of a running server and lists what it makes a browser load.',
        breaks: 'One address is changed to another host.',
        least: 50,
      },
    ],
    maps: { asvs: ['V3.4.3', 'V3.6.1'], nist: ['SC-7', 'CM-7'] },
  },
  {
    id: 'WEB-02',
    title: 'Headers on every class of answers',
    says: '{headers} protective headers stand on pages, errors, API answers, scripts and files for programs. {routes} addresses were asked.',
    limits: ['A proxy in front of a server can take headers away. The commands below ask the server that you look at.'],
    flows: ['pages', 'API', 'files'],
    data: ['headers'],
    checks: [
      {
        id: 'web.headers',
        does: 'Asks a running server at addresses of each class and compares the headers.',
        breaks: 'A header is taken away from one answer.',
        least: 10,
      },
    ],
    maps: { asvs: ['V3.4.1', 'V3.4.4', 'V3.4.5', 'V3.4.6', 'V3.4.8'], ccm: ['AIS-04'], nist: ['SC-8', 'SC-18'] },
  },
  {
    id: 'WEB-03',
    title: 'A strict content policy',
    says: 'The content policy of pages and API answers has no finding of high or medium weight in Google’s CSP Evaluator.',
    limits: ['The evaluator reads the policy; it does not look for injections.'],
    flows: ['pages', 'API'],
    data: ['headers'],
    checks: [
      {
        id: 'web.policy',
        does: 'Reads the policies of a running server with the evaluator.',
        breaks: 'One policy allows inline scripts from anywhere.',
        least: 8,
      },
    ],
    maps: { asvs: ['V3.4.3', 'V3.4.7'], nist: ['SC-18'] },
  },
  {
    id: 'WEB-04',
    title: 'A new nonce for every page',
    says: 'Scripts run by a nonce that is new for every page and cannot be chosen from outside.',
    limits: ['It compares a dozen of them; their randomness is that of the runtime.'],
    ...PAGES,
    checks: [
      {
        id: 'web.nonce',
        does: 'Asks for pages, with a nonce of one’s own in the request, and compares what comes.',
        breaks: 'All of them are made the same.',
        least: 12,
      },
    ],
    maps: { asvs: ['V3.4.3'], nist: ['SC-18'] },
  },
  {
    id: 'WEB-05',
    title: 'Scripts that start a page carry their hash',
    says: 'The scripts that start a public page stand there with a hash that the browser compares; the others with a word that is made anew for each answer.',
    limits: [
      'The hash and the script come from the same server: it protects against what changes on the way and in caches.',
      'Parts that only some pages need have no hash: the framework gives them none.',
    ],
    ...PAGES,
    checks: [
      {
        id: 'web.integrity',
        does: 'Reads the script tags of every public page of a running server.',
        breaks: 'A script with neither is added.',
        least: 50,
      },
    ],
    maps: { asvs: ['V3.6.1'], nist: ['SI-7'] },
  },
  {
    id: 'WEB-06',
    title: 'No cookie for reading',
    says: 'The public pages set no cookie.',
    limits: [
      'If you choose light or dark, that choice is kept in a cookie. Signing in sets others; the privacy page lists them.',
    ],
    ...PAGES,
    checks: [
      {
        id: 'web.no-cookies',
        does: 'Asks a running server for every public page and looks for a cookie.',
        breaks: 'A cookie is added to one answer.',
        least: 8,
      },
    ],
    maps: { ccm: ['DSP-08'], nist: ['SI-12(1)'] },
  },
  {
    id: 'WEB-07',
    title: 'security.txt is good',
    says: 'The file security.txt names a contact and ends more than a month from now, as RFC 9116 asks.',
    limits: ['That somebody reads what is sent there.'],
    ...PAGES,
    checks: [
      {
        id: 'web.security-txt',
        does: 'Reads the file from a running server.',
        breaks: 'Its end is moved into the past.',
        least: 3,
      },
    ],
    maps: { ccm: ['SEF-08'], nist: ['RA-5(11)'] },
  },
  {
    id: 'WEB-08',
    title: 'Errors tell nothing of the inside',
    says: 'Answers to malformed requests name no file, query or line of our code.',
    limits: ['Six kinds of malformed requests are sent here.'],
    flows: ['pages', 'API', 'webhooks'],
    data: ['errors'],
    checks: [
      {
        id: 'service.no-details',
        does: 'Sends malformed requests to a running server and reads the answers.',
        breaks: 'One answer is given the trace of an error.',
        least: 6,
      },
    ],
    maps: { asvs: ['V16.5.1'], nist: ['SI-11'] },
  },
  {
    id: 'WEB-09',
    title: 'Bodies have a limit',
    says: 'A body that is larger than its door allows is refused.',
    limits: ['Four doors are tried here.'],
    flows: ['API', 'webhooks'],
    data: ['requests'],
    checks: [
      {
        id: 'service.limits',
        does: 'Sends bodies that are too large to a running server.',
        breaks: 'One of them counts as taken.',
        least: 4,
      },
    ],
    maps: { asvs: ['V4.3.1', 'V5.2.1'], nist: ['SC-5'] },
  },
  {
    id: 'TLS-01',
    title: 'Secure on the way',
    says: 'The public address of this server has a trusted certificate and agrees TLS 1.2 or TLS 1.3.',
    limits: [
      'It is asked from one place. Connections behind a proxy are the operator’s.',
      'A server without a public https address has nothing to probe, and the claim stays unverified.',
    ],
    class: 'probed',
    flows: ['pages', 'API', 'webhooks'],
    data: ['the connection'],
    checks: [
      {
        id: 'service.tls',
        does: 'Connects to the public address and reads what was agreed.',
        breaks: 'The certificate counts as not trusted.',
        days: 3,
        least: 1,
      },
    ],
    maps: { asvs: ['V12.1.1', 'V12.2.1', 'V12.2.2'], ccm: ['CEK-03', 'DSP-10'], nist: ['SC-8', 'SC-8(1)'] },
  },
  {
    id: 'TEL-01',
    title: 'The gates of telemetry',
    says: 'Either of the two settings LETHE_DISABLE_TELEMETRY and DO_NOT_TRACK closes telemetry, whatever a person has chosen.',
    limits: ['The settings belong to the operator; ask them which are set.'],
    flows: ['operation'],
    data: ['usage'],
    checks: [
      {
        id: 'service.telemetry',
        does: 'Reads the settings in several spellings.',
        breaks: 'One closed gate counts as open.',
        least: 4,
      },
    ],
    maps: { ccm: ['DSP-08'], nist: ['CM-7'] },
  },
  {
    id: 'TEL-02',
    title: 'No trackers',
    says: 'The source of the pages and the server holds no tracker and no beacon.',
    limits: ['It looks for the known ones by name.'],
    class: 'derived',
    ...PAGES,
    checks: [
      {
        id: 'service.trackers',
        does: 'Reads the source and looks for trackers by name.',
        breaks: 'A beacon is written into one file.',
        least: 500,
      },
    ],
    maps: { ccm: ['DSP-08'], nist: ['SI-12(1)'] },
  },
])
