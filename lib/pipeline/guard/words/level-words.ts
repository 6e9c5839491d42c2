/** Severity labels. They stay, and make no neighbour stay. */
export const LEVEL_WORDS = `
alert crit critical debug emerg emergency err error fatal fine finer finest info information notice severe trace
verbose warn warning
`
