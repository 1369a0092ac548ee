// Entering a place being measured, and how long it takes to open.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { serve } from "../journeys/place.mjs";

/// The cookie of somebody who entered with a link.
export async function sign_in(program, data, place, email = "lucile.ravoux@essaim.example", flags = []) {
  const port = new URL(place.address).port;
  const { stdout } = await promisify(execFile)(program, ["link", email, "--data", data, "--port", port, ...flags]);
  const link = stdout.trim().split("\n").at(-1);
  const got = await fetch(link, { method: "POST", redirect: "manual", body: new URLSearchParams({ csrf: "visitor" }), headers: { origin: place.address } });
  const cookie = got.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  if (!cookie) throw new Error(`The link did not open (status ${got.status}).`);
  return cookie;
}

/// Cookies of several people of the demonstration who entered.
export async function sign_in_several(program, data, place, count, flags = []) {
  const lines = readFileSync("programmes/demonstration/people.csv", "utf8").split("\n").slice(1).filter((line) => line.includes(",pioneer,"));
  const cookies = [];
  for (const line of lines.slice(0, count)) cookies.push(await sign_in(program, data, place, line.split(",")[0], flags));
  return cookies;
}

/// Seconds from launching the program to its first 200 at /healthz: the middle of five.
export async function start({ program, data, figures }, name = "start.cold") {
  const times = [];
  for (let at = 0; at < 5; at++) {
    const from = process.hrtime.bigint();
    const place = await serve(program, data);
    times.push(Number(process.hrtime.bigint() - from) / 1e9);
    await place.stop();
  }
  figures.add({ name, value: times.sort((left, right) => left - right)[2], unit: "s", at_most: 1 });
}
