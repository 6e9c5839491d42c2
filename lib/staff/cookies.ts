/** Of the operator's staff, apart from those of members: a person may be both, and neither session opens the other's rooms. */
export const STAFF_COOKIE = '__Host-staff'
/** Binds a session of staff to its browser, as the device cookie does for members. */
export const STAFF_DEVICE_COOKIE = '__Host-desk'
/** Set when a link is asked for: it works in that browser only. */
export const STAFF_ASKED_COOKIE = '__Host-knock'

/** Strict: no link from anywhere else opens a room of staff with a session. */
export const STAFF_COOKIE_OPTIONS = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const

export const STAFF_LINK_MAX_AGE_SECONDS = 10 * 60
export const STAFF_SESSION_MAX_AGE_SECONDS = 8 * 3600
export const STAFF_DEVICE_MAX_AGE_SECONDS = 10 * 24 * 3600
