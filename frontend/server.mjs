// Serves the built page: compression, security headers, the deploy-time config, and the page itself for every path of the app.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";

const root = process.env.HOSO_WEB_ROOT ? join(process.env.HOSO_WEB_ROOT, "/") : new URL("./dist/", import.meta.url).pathname;
const api = process.env.HOSO_API_URL ?? "";
const port = Number(process.env.HOSO_WEB_PORT ?? 5173);
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".woff2": "font/woff2", ".woff": "font/woff" };
const csp = `default-src 'self'; connect-src 'self' ${api}; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'`;
const headers = { "Content-Security-Policy": csp, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY" };

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
  if (path === "/config.json") {
    response.writeHead(200, { ...headers, "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(JSON.stringify({ apiBaseUrl: api }));
    return;
  }
  let file = join(root, path);
  if (!file.startsWith(root) || !existsSync(file) || statSync(file).isDirectory()) file = join(root, "index.html");
  const type = types[extname(file)] ?? "application/octet-stream";
  const immutable = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  const out = { ...headers, "Content-Type": type, "Cache-Control": immutable };
  const squeeze = /gzip/.test(String(request.headers["accept-encoding"])) && !/woff/.test(type);
  response.writeHead(200, squeeze ? { ...out, "Content-Encoding": "gzip", Vary: "Accept-Encoding" } : { ...out, "Content-Length": statSync(file).size });
  (squeeze ? createReadStream(file).pipe(createGzip()) : createReadStream(file)).pipe(response);
});
readFileSync(join(root, "index.html"));
server.listen(port, "127.0.0.1");
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => { server.closeAllConnections(); server.close(() => process.exit(0)); });
