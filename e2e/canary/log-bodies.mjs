// The planted fault of a control: prints every request body, as a careless debugging line would. Loaded with --import into
// a server of its own, so that no such switch exists in the product.
import http from 'node:http'

const emit = http.Server.prototype.emit
http.Server.prototype.emit = function (event, request, ...rest) {
  if (event === 'request') request.on('data', (chunk) => process.stdout.write(chunk))
  return emit.call(this, event, request, ...rest)
}
