import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Setting } from '#components/settings/setting.tsx'
import { AdvisoryDesk } from '#components/staff/requests/advisory-desk.tsx'
import { AskedText } from '#components/staff/requests/asked-text.tsx'
import { MailForm } from '#components/staff/requests/mail-form.tsx'
import { NoteForm } from '#components/staff/requests/note-form.tsx'
import { ExtendForm, RequestActs } from '#components/staff/requests/request-acts.tsx'
import { RequestClocks } from '#components/staff/requests/request-clocks.tsx'
import { History, Mails, Notes } from '#components/staff/requests/request-records.tsx'
import { TriageForm } from '#components/staff/requests/triage-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requestOnDesk } from '#lib/requests/desk-page.ts'
import { requireStaff } from '#lib/staff/session.ts'

export const metadata: Metadata = { title: 'Request' }

interface Props {
  params: Promise<{ id: string }>
}

export default async function RequestPage({ params }: Props) {
  const [staff, { id }] = [await requireStaff('desk:work'), await params]
  const shown = await requestOnDesk(staff, id)
  if (!shown) notFound()
  const { request, asked, extension, templates, colleagues, notes, mails, history, triage, advisory, now } = shown
  return (
    <>
      <PageHeader title={request.kindName} lead={request.law ?? `Number ${id}`} />
      <RequestClocks {...request} now={now} />
      <Setting id="asked" title="What was written" effect="As it came; by whom, nobody has checked beyond the address.">
        <AskedText {...asked} />
      </Setting>
      <Setting id="work" title="State" effect="Waiting for somebody stops no clock.">
        <RequestActs key={request.state} {...request} colleagues={colleagues} now={now} />
        {extension && <ExtendForm id={id} {...extension} />}
      </Setting>
      {triage && (
        <Setting id="triage" title="Triage" effect="What it is, how grave, and why. It sets the date.">
          <TriageForm id={id} open={request.isOpen} {...triage} />
        </Setting>
      )}
      <Setting
        id="mails"
        title="Mails"
        effect="Plain text, to the address that was given. Each stands here as it was sent."
      >
        <Mails id={id} mails={mails} />
        {asked.email === '' ? (
          <p className="text-ink">No address was given: there is nobody to write to.</p>
        ) : (
          <MailForm id={id} to={asked.email} templates={templates} />
        )}
      </Setting>
      {advisory && (
        <Setting
          id="advisory"
          title="Advisory"
          effect="For everybody, once it is mended. Once published it is not changed."
        >
          <AdvisoryDesk id={id} {...advisory} />
        </Setting>
      )}
      <Setting id="notes" title="Notes" effect="Between us. Sealed; they end with the request.">
        <Notes notes={notes} />
        <NoteForm id={id} />
      </Setting>
      <Setting id="history" title="History" effect="From the log of staff, in which a change would show.">
        <History events={history} />
      </Setting>
    </>
  )
}
