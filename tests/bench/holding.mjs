// What a crowd of idle, slow or greedy clients costs the others: memory, and the time of a normal page meanwhile.
import { connect } from "node:net";
import { loaded_in_turn, memory } from "./load.mjs";
import { sign_in_several } from "./place.mjs";

const programme = "/p/demonstration", idle_clients = 5000, slow_clients = 1000;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/// `count` connections, a few at a time so that none is refused for coming in a burst.
async function connected(port, count) {
  const sockets = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(200, count - sockets.length) }, () => new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(socket)).once("error", reject);
    }));
    sockets.push(...await Promise.all(some));
  }
  for (const socket of sockets) socket.on("error", () => {}).resume();
  return sockets;
}

/// People whose browser keeps a connection open: each asked one page, and waits.
async function idle(port) {
  const sockets = await connected(port, idle_clients);
  for (const socket of sockets) socket.write("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  await pause(1000);
  return { alive: () => sockets.filter((socket) => !socket.destroyed && socket.readable).length, end: () => sockets.forEach((socket) => socket.destroy()) };
}

/// Each says a letter of its request a second, and comes back when it is sent away.
async function slow(port) {
  const request = `GET ${programme} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Patience: ${"a".repeat(200)}`;
  let sockets = await connected(port, slow_clients), at = 0;
  const timer = setInterval(() => {
    at++;
    sockets = sockets.map((socket) => (socket.destroyed || !socket.writable ? connect(port, "127.0.0.1").on("error", () => {}).resume() : socket));
    for (const socket of sockets) socket.write(request[at % request.length]);
  }, 1000);
  return { end: () => { clearInterval(timer); sockets.forEach((socket) => socket.destroy()); } };
}

export async function holding({ place, program, data, figures }) {
  const port = Number(new URL(place.address).port);
  const [cookie] = await sign_in_several(program, data, place, 1);
  const sheet = { path: `${programme}/experiences/les-clefs-de-la-halle`, cookie };
  const waiting = await idle(port), dripping = await slow(port);
  try {
    const normal = await loaded_in_turn(place.address, [sheet, { path: programme }], { seconds: 8, connections: 16 });
    figures.add({ name: "holding.memory", value: memory(place.pid).now, unit: `MB, ${idle_clients} idle and ${slow_clients} slow`, at_most: 150 });
    figures.add({ name: "holding.p99", value: normal.p99, unit: "ms", at_most: 50 });
    figures.add({ name: "holding.refused", value: normal.refused, unit: "requests", at_most: 0 });
    figures.add({ name: "holding.kept", value: waiting.alive() / idle_clients, unit: "of the idle connections", at_least: 0.99 });
  } finally {
    waiting.end();
    dripping.end();
  }
  await shedding({ place, figures }, sheet);
}

/// A crowd asks for pictures drawn each time, the costliest answers: some are told to come back (503), and a normal page stays quick.
async function shedding({ place, figures }, sheet) {
  const costly = { path: `${programme}/state-of-play/obstacles.png`, cookie: sheet.cookie };
  const crowd = loaded_in_turn(place.address, [costly], { seconds: 8, connections: 400 });
  await pause(1500);
  const normal = await loaded_in_turn(place.address, [sheet], { seconds: 5, connections: 4 });
  const greedy = await crowd;
  figures.add({ name: "holding.crowd.p99", value: normal.p99, unit: "ms, a normal page beside the crowd", at_most: 50 });
  figures.add({ name: "holding.crowd.refused", value: normal.refused, unit: "normal pages refused", at_most: 0 });
  figures.add({ name: "holding.crowd.told_to_wait", value: greedy.refused / greedy.requests, unit: "of the crowd's requests" });
}
