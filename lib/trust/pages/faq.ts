import type { PublicPage } from '../page.ts'

const q = (question: string, ...answer: { note: string }[]) => ({ question, answer })
const n = (note: string) => ({ note })

export const faqPage: PublicPage = {
  path: '/faq',
  title: 'Questions',
  description: 'Short answers, each with the page where the whole of it stands.',
  lead: 'Short answers. Each leads to the page where the whole of it stands, with its claims.',
  sections: [
    {
      id: 'data',
      title: 'Data',
      blocks: [
        q(
          'Are my logs stored?',
          n('No. They are worked on in memory and dropped. What stays is the answer. See [what is stored](/data#raw).'),
        ),
        q(
          'What is stored then?',
          n(
            'Title, cause, advice, and for each line of evidence its number, its masked wording, a count and a keyed hash. See [data](/data).',
          ),
        ),
        q('Where is it stored?', n('In the database of this server. Regions: {regions}.')),
        q(
          'How long does it stay?',
          n('Until somebody of the workspace deletes it, or until its end. See [how long](/data#retention).'),
        ),
        q('Who can see my analyses?', n('Members of your workspace. The operator could; see [known limits](/limits).')),
        q('Can I delete an analysis?', n('Yes, on its own page, at once. See [how it goes](/data#deletion).')),
        q('Can I take everything with me?', n('Yes. See [data rights](/data-rights).')),
        q(
          'What happens to screenshots?',
          n('They are not stored. Their text is read in your browser. See [screenshots](/ai#screenshots).'),
        ),
        q(
          'Does redaction find everything?',
          n('No. What it looks for, and what it does not find, stands on the page [redaction](/security/redaction).'),
        ),
      ],
    },
    {
      id: 'models',
      title: 'Models',
      blocks: [
        q(
          'Do you use AI?',
          n(
            'A built-in engine of rules does the work; a model may help where a workspace allows it. See [how AI is used](/ai).',
          ),
        ),
        q(
          'Is a model trained on my logs?',
          n('What we can show of that, and what is a contract, stands under [training](/ai#training).'),
        ),
        q('Can I forbid models?', n('Yes; that is how a new workspace begins. See [is a model needed](/ai#needed).')),
        q('Can it change something on my systems?', n('No. It advises. See [advice](/ai#advice).')),
      ],
    },
    {
      id: 'buying',
      title: 'For buyers',
      blocks: [
        q(
          'Do you hold an audit report or a certificate?',
          n('What is held and what is not stands under [compliance](/compliance).'),
        ),
        q('Which firms outside see data?', n('See [subprocessors](/subprocessors).')),
        q('What happens when you are breached?', n('See [incident response](/incidents).')),
        q('How do I report a weakness?', n('By [the form](/disclosure#form) or the address in security.txt.')),
        q(
          'Can I run it myself?',
          n('Yes, with one command, with its own database. See [contact](/contact#architecture) for a drawing.'),
        ),
        q(
          'How do I know that your checks are real?',
          n(
            'Run them: each claim shows its command. The [evidence](/.well-known/trust/evidence.jsonl) can be read by a program that does not trust this server. See [verify it yourself](/security#verify).',
          ),
        ),
        q('What do you not do?', n('A list stands under [known limits](/limits).')),
        q('What does it cost?', n('See [pricing](/pricing).')),
        q('Is the server up?', n('See [status](/status).')),
      ],
    },
  ],
}
