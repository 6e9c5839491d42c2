import { getNotice, type ListedNotice, listNotices, listObjections } from '../data/notices.ts'
import { TOPICS } from '../data/subscribers.ts'
import { NotFound } from '../errors.ts'
import type { Staff } from '../staff/session.ts'
import { standing } from './desk.ts'
import { isContractual, TOPIC_NAMES } from './topics.ts'

/** What the pages of the desk show; times as ISO 8601, since parts of them run in the browser. */

const topicOptions = () =>
  TOPICS.map((topic) => ({ value: topic, text: TOPIC_NAMES[topic], needsDay: isContractual(topic) }))

const viewOf = ({ sentAt, createdAt: _, ...notice }: ListedNotice) => ({
  ...{ ...notice, sentAt: sentAt?.toISOString() ?? null, topicName: TOPIC_NAMES[notice.topic] },
})

export async function noticeDesk(staff: Staff, now = new Date()) {
  const { listToldAt, ...rest } = await standing(staff, now)
  const objections = await listObjections(staff.staffId)
  return {
    standing: { ...rest, listToldAt: listToldAt?.toISOString().slice(0, 10) ?? null },
    topics: topicOptions(),
    now: now.toISOString(),
    notices: (await listNotices(staff.staffId)).map(viewOf).map((notice) => ({ ...notice, topic: notice.topicName })),
    objections: objections.map(({ madeAt, answeredAt, effectiveOn, ...objection }) => ({
      ...{ ...objection, madeAt: madeAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null },
      dueAt: `${effectiveOn}T00:00:00.000Z`,
    })),
  }
}

/** Null for one that is not there. */
export async function noticeOnDesk(staff: Staff, id: string, now = new Date()) {
  const notice = await getNotice(staff.staffId, id).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (!notice) return null
  const planned = (notice.list ?? []).filter((firm) => firm.planned).map(({ planned: _, ...firm }) => firm)
  const { earliestDay } = await standing(staff, now)
  return {
    notice: viewOf(notice),
    topics: topicOptions(),
    planned,
    earliestDay,
    contractual: isContractual(notice.topic),
  }
}
