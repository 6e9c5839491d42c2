import { completeCheckout } from './account-routes.ts'
import { payWhatIsOwed } from './billing-routes.ts'
import { change, dead } from './subscriptions.ts'
import { get, setCard, type World } from './world.ts'

/** The pages of Stripe's own: the one place where a card is typed. Plain forms; what is typed decides how the card behaves. */

const CARDS: Readonly<Record<string, 'good' | 'declined'>> = {
  '4242424242424242': 'good',
  '4000000000000002': 'declined',
}

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><meta charset="utf-8"><main><h1>${title}</h1>${body}</main></html>`

export interface Shown {
  status: number
  html?: string
  location?: string
}

export function showPage(world: World, path: string): Shown {
  const [, kind = '', id = ''] = path.split('/')
  if (kind === 'pay') {
    const session = get(world.checkouts, id, 'checkout.session')
    if (session.status !== 'open') return { status: 410, html: page('This page is closed', '') }
    const [item] = session.line_items
    const price = get(world.prices, item?.price, 'price')
    const sum = (price.unit_amount * (item?.quantity ?? 1)) / 100
    return {
      status: 200,
      html: page(
        'Pay',
        `<p>${sum} USD each month</p><form method="post"><label>Card number <input name="card" autocomplete="cc-number"></label>
         <label>Promotion code <input name="code"></label><button>Subscribe</button></form><a href="${session.cancel_url}">Back</a>`,
      ),
    }
  }
  const session = get(world.portals, id, 'portal session')
  const form =
    session.flow === 'payment_method_update'
      ? '<form method="post"><label>Card number <input name="card" autocomplete="cc-number"></label><button name="do" value="card">Save card</button></form>'
      : '<form method="post"><button name="do" value="cancel">Cancel subscription</button></form>'
  return { status: 200, html: page('Your billing', `${form}<a href="${session.return_url}">Return</a>`) }
}

export function submitPage(world: World, path: string, body: string): Shown {
  const [, kind = '', id = ''] = path.split('/')
  const given = new URLSearchParams(body)
  const card = CARDS[(given.get('card') ?? '').replaceAll(' ', '')] ?? 'declined'
  if (kind === 'pay') {
    const session = get(world.checkouts, id, 'checkout.session')
    if (!completeCheckout(world, id, card, given.get('code') ?? undefined))
      return { status: 402, html: page('Pay', '<p role="alert">Your card was declined.</p>') }
    return { status: 303, location: session.success_url }
  }
  const session = get(world.portals, id, 'portal session')
  if (given.get('do') === 'card') {
    setCard(world, session.customer, card)
    payWhatIsOwed(world, session.customer)
  } else
    for (const one of world.subscriptions.values())
      if (one.customer === session.customer && !dead(one.status)) change(world, one, { cancelAtPeriodEnd: true })
  return { status: 303, location: session.return_url }
}
