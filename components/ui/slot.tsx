import { cloneElement, isValidElement, type ReactElement, type ReactNode, use } from 'react'

type Props = Record<string, unknown>

/**
 * Gives its props to its one child. What the child says itself wins; class names are joined, and of two handlers the
 * child's goes first.
 */
export function Slot({ children, ...given }: Props & { children?: ReactNode }) {
  const child = arrived(children)
  if (!isValidElement<Props>(child)) return null
  return cloneElement(child, joined(given, child.props))
}

/** A child that the server sent apart from the rest is a promise of one. */
function arrived(child: ReactNode): ReactNode {
  const later = child as { $$typeof?: symbol; _payload?: PromiseLike<ReactElement> } | null | undefined
  const waits = later?.$$typeof === Symbol.for('react.lazy') && typeof later._payload?.then === 'function'
  return waits ? arrived(use(later._payload as Promise<ReactElement>)) : child
}

function joined(given: Props, own: Props): Props {
  const props: Props = { ...given, ...own }
  for (const [name, value] of Object.entries(given)) {
    const mine = own[name]
    if (name === 'className') props[name] = [value, mine].filter(Boolean).join(' ')
    else if (typeof value === 'function' && typeof mine === 'function' && /^on[A-Z]/.test(name))
      props[name] = (...args: unknown[]) => {
        mine(...args)
        value(...args)
      }
  }
  return props
}
