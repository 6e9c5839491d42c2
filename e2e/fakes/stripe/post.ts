import { setTimeout as sleep } from 'node:timers/promises'
import Stripe from 'stripe'
import type { StripeEvent } from './objects.ts'

/** How letters go: each event to the endpoint, signed as Stripe signs. */
export interface PostRules {
  /** Milliseconds before a letter goes. */
  delayMs: number
  /** How often each letter goes. */
  copies: number
  /** None goes. */
  lose: boolean
  /** Letters wait until `deliver()`, which sends the last first. */
  hold: boolean
}

export interface Delivery {
  type: string
  /** 0: the endpoint did not answer. */
  status: number
  body: string
}

export interface Post {
  rules: PostRules
  deliveries: Delivery[]
  send(event: StripeEvent): void
  /** Everything that was held, the last first. */
  deliver(): Promise<void>
  /** Waits until nothing is under way. */
  settled(): Promise<void>
  to: { url: string; secret: string } | null
}

/** Stripe tries for three days; here a refused letter is tried again until it is taken, for some seconds. */
const TRIES = 6

export function createPost(): Post {
  const held: StripeEvent[] = []
  const under = new Set<Promise<void>>()
  const post: Post = {
    rules: { delayMs: 0, copies: 1, lose: false, hold: false },
    deliveries: [],
    to: null,
    send: (event) => {
      if (post.rules.lose) return
      if (post.rules.hold) held.push(event)
      else for (let copy = 0; copy < post.rules.copies; copy++) begin(carry(event, post.rules.delayMs))
    },
    deliver: async () => {
      for (const event of held.splice(0).reverse()) await carry(event, 0)
    },
    settled: async () => {
      while (under.size > 0) await Promise.all(under)
    },
  }
  const begin = (work: Promise<void>) => {
    under.add(work)
    void work.finally(() => under.delete(work))
  }
  const carry = async (event: StripeEvent, delayMs: number): Promise<void> => {
    await sleep(delayMs)
    for (let left = TRIES; left > 0; left--) {
      const delivery = await hand(event)
      post.deliveries.push(delivery)
      if (delivery.status >= 200 && delivery.status < 300) return
      await sleep(250)
    }
  }
  const hand = async (event: StripeEvent): Promise<Delivery> => {
    if (!post.to) return { type: event.type, status: 0, body: '' }
    const payload = JSON.stringify(event)
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: post.to.secret })
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature }
    try {
      const answer = await fetch(post.to.url, { method: 'POST', body: payload, headers })
      return { type: event.type, status: answer.status, body: await answer.text() }
    } catch {
      return { type: event.type, status: 0, body: '' }
    }
  }
  return post
}
