// Loaded into a server by `--import`: moves its clock ten minutes ahead on SIGUSR2, as somebody setting it would. The monotonic
// clock goes on as before, and so does the database's. Plain JavaScript, for it runs before anything else.
const Real = Date
let ahead = 0
process.on('SIGUSR2', () => {
  ahead = 600_000
})
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + ahead)
    else super(...given)
  }
  static now() {
    return Real.now() + ahead
  }
}
