// The reference: nginx serving the same bytes as a static file, one worker, no log, on this machine.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const free_port = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

/// Serves `bytes` at the answered address: {url, stop()}.
export async function serve_with_nginx(folder, bytes) {
  mkdirSync(join(folder, "www"), { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, "www/page.html"), bytes);
  const port = await free_port();
  writeFileSync(join(folder, "nginx.conf"), `${process.getuid() === 0 ? "user root;\n" : ""}daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}/www; } }\n`);
  const child = spawn("/usr/sbin/nginx", ["-p", folder, "-e", join(folder, "error.log"), "-c", join(folder, "nginx.conf")], { stdio: "inherit" });
  const url = `http://127.0.0.1:${port}/page.html`;
  for (let tries = 0; tries < 200; tries++) {
    const up = await fetch(url).then((got) => got.ok, () => false);
    if (up) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { url, stop: () => new Promise((resolve) => { child.once("exit", resolve); child.kill("SIGTERM"); }) };
}
