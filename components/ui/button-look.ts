const FRAME =
  'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0 print:hidden'

const VARIANTS = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-edge bg-surface text-ink hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-ink-soft hover:bg-sunken hover:text-ink',
  /** For what cannot be undone. Red means "escalate" and nothing else, so weight and words carry the danger. */
  danger: 'border-2 border-ink bg-surface text-ink hover:bg-ink hover:text-ground',
}

const SIZES = {
  small: 'h-7 px-2 text-sm',
  medium: 'h-9 px-3 text-base',
  /** 44 px, for the main action of a page. */
  large: 'h-11 px-5 text-lg',
  icon: 'size-9',
}

export interface ButtonLook {
  variant?: keyof typeof VARIANTS | undefined
  size?: keyof typeof SIZES | undefined
}

/** The look of everything that acts. Apart from the component, so that small client code can use it without the rest. */
export function buttonLook({ variant = 'secondary', size = 'medium' }: ButtonLook = {}): string {
  return `${FRAME} ${VARIANTS[variant]} ${SIZES[size]}`
}
