import type { PublicPage } from '../page.ts'

/** Safe harbor after dioterms (disclose.io, CC0), in words of our own. */
export const disclosurePage: PublicPage = {
  path: '/disclosure',
  title: 'Report a weakness',
  description: 'How to report a weakness in this software, what you may do, and when you will hear from us.',
  lead: 'You found something that lets data out, lets somebody in, or makes one of our claims untrue. Thank you for looking. This is how to tell us and what you can rely on.',
  sections: [
    {
      id: 'form',
      title: 'Write to us here',
      blocks: [
        {
          note: 'What you write is stored for the people who run this server. Leave the address out if you want no answer. You can also write to {security}; the same stands in [security.txt](/.well-known/security.txt).',
        },
        { part: 'form' },
      ],
    },
    {
      id: 'how',
      title: 'What helps us',
      blocks: [
        {
          list: [
            'what you did, step by step, and what came back;',
            'what an attacker could reach with it;',
            'when you did it and from which address, so that we can tell you from somebody else.',
          ],
        },
        { note: 'Leave out data of other people. If you came upon some, say so and delete it.' },
      ],
    },
    {
      id: 'expect',
      title: 'What happens then',
      blocks: [
        {
          list: [
            'Within {acknowledged} a person answers that your report has arrived.',
            'We tell you whether we could repeat it, how grave we think it is, and why. If it is critical, we aim to have it mended within {criticalFix}. That is an aim, not a promise.',
            'We tell you when it is mended and ask you to look again, if you like.',
            'We publish what it was once it is mended, among the [advisories](/advisories), and agree the day with you. If you have heard nothing of a mend for {publish}, you may publish without us.',
          ],
        },
      ],
    },
    {
      id: 'may',
      title: 'What you may do',
      blocks: [
        { note: 'You may test this software as you like on a server of your own. On this server, please:' },
        {
          list: [
            'use accounts and workspaces that you made yourself, or that their owner lets you use;',
            'stop as soon as you see data of others, and look at no more of it than shows the weakness;',
            'change and delete nothing that is not yours;',
            'do not overload the server, do not send spam, do not deceive people, and stay out of buildings;',
            'keep it between us until it is mended, or until the time above is over.',
          ],
        },
      ],
    },
    {
      id: 'harbor',
      title: 'Safe harbor',
      blocks: [
        { note: 'If you act in good faith and keep to this page, then as far as it is ours to decide:' },
        {
          list: [
            'your research is authorized under laws against breaking into computers, and we will not take you to court or report you for it;',
            'it is not held to break rules on getting around technical protection;',
            'where our terms of use would forbid it, they do not apply to it;',
            'if somebody else takes action against you for it, we will say that you acted with our permission.',
          ],
        },
        {
          note: 'We cannot give permission for what belongs to others, for example a firm that hosts this server. If you are not sure whether something is covered, ask first. An honest mistake in following this page does not end it.',
        },
      ],
    },
    {
      id: 'scope',
      title: 'What counts',
      blocks: [
        { note: 'Most of all we want to hear of:' },
        {
          list: [
            'log text that is stored, sent or written to a log where we say that it is not;',
            'one workspace reading or changing what belongs to another;',
            'signing in as somebody else, or keeping a session that was ended;',
            'script that runs on our pages, or a log that makes the engine or a page do what it should not;',
            'a check that passes although its claim is untrue.',
          ],
        },
        {
          note: 'A secret in a format that no rule recognises is worth telling us. Reports from a scanner without a way to use what it found, and missing headers without harm, we read but may not answer at length.',
        },
      ],
    },
    {
      id: 'recognition',
      title: 'Recognition',
      blocks: [
        {
          note: 'We name you when we publish what you found, or not, as you wish. Who reports a valid weakness gets the Pro plan of this server free of charge. This page promises no money.',
        },
        { part: 'thanks' },
      ],
    },
    { id: 'file', title: 'The file for programs', wide: true, blocks: [{ claims: ['WEB-07'] }] },
  ],
}
