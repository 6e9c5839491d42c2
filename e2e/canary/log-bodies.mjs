// The planted fault of a control: prints every request body, as a careless debugging line would. Loaded with --import into
// a server of its own, so that no such switch exists in the product.
import http from 'node:http'

const push = http.IncomingMessage.prototype.push
http.IncomingMessage.prototype.push = function (chunk, ...rest) {
  if (chunk) process.stdout.write(chunk)
  return push.call(this, chunk, ...rest)
}
