// Serves the built page: compression, security headers, the deploy-time config, and the page itself for every path of the app.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const root = process.env.HOSO_WEB_ROOT ? join(process.env.HOSO_WEB_ROOT, "/") : new URL("./dist/", import.meta.url).pathname;
const api = process.env.HOSO_API_URL ?? "";
// The signing program on the person's own machine (docs/signing-protocol.md); a loopback address or nothing.
const signer = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(process.env.HOSO_SIGNER_URL ?? "") ? process.env.HOSO_SIGNER_URL : "";
const port = Number(process.env.HOSO_WEB_PORT ?? 5173);
const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".svg": "image/svg+xml", ".json": "application/json", ".woff2": "font/woff2", ".woff": "font/woff",
};
const csp = [
  "default-src 'self'", `connect-src 'self' ${[api, signer].filter(Boolean).join(" ")}`, "img-src 'self' data: blob:", "style-src 'self' 'unsafe-inline'", "worker-src 'self' blob:", "frame-ancestors 'none'", "base-uri 'none'",
  "form-action 'self'", "object-src 'none'",
].join("; ");
const headers = { "Content-Security-Policy": csp, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY" };

const kept = new Map();

/** The bytes of a file and their gzip, made once for each build of the file. */
function bytesOf(file) {
  const { mtimeMs, size } = statSync(file);
  const known = kept.get(file);
  if (known?.stamp === `${mtimeMs} ${size}`) return known;
  const plain = readFileSync(file);
  const made = { stamp: `${mtimeMs} ${size}`, plain, small: /\.(woff2?|png)$/.test(file) ? null : gzipSync(plain, { level: 9 }) };
  kept.set(file, made);
  return made;
}

function pathOf(request) {
  try {
    return normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
  } catch {
    return "/";
  }
}

const isFile = (file) => file.startsWith(root) && existsSync(file) && statSync(file).isFile();

const server = createServer((request, response) => {
  const path = pathOf(request);
  if (path === "/config.json") {
    response.writeHead(200, { ...headers, "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(JSON.stringify({ apiBaseUrl: api }));
    return;
  }
  const asset = path.startsWith("/assets/");
  if (asset && !isFile(join(root, path))) {
    response.writeHead(404, { ...headers, "Content-Type": "text/plain" });
    response.end();
    return;
  }
  const file = isFile(join(root, path)) ? join(root, path) : join(root, "index.html");
  if (!isFile(file)) {
    response.writeHead(503, { ...headers, "Content-Type": "text/plain; charset=utf-8", "Retry-After": "5" });
    response.end("Trang đang được cập nhật, vui lòng tải lại sau ít giây.");
    return;
  }
  const { plain, small } = bytesOf(file);
  const squeeze = small && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  const body = squeeze ? small : plain;
  response.writeHead(200, {
    ...headers, "Content-Type": types[extname(file)] ?? "application/octet-stream", "Content-Length": body.length, Vary: "Accept-Encoding",
    "Cache-Control": asset ? "public, max-age=31536000, immutable" : "no-cache", ...(squeeze && { "Content-Encoding": "gzip" }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
});
readFileSync(join(root, "index.html"));
server.listen(port, "127.0.0.1");
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => { server.closeAllConnections(); server.close(() => process.exit(0)); });
