// A02 and A07: letters let people in, so they leave encrypted, to the server they are meant for, or wait.
import { join } from "node:path";
import { serve } from "../journeys/place.mjs";
import { certificate, open_relay } from "../journeys/relay.mjs";
import { attempt } from "./attempts.mjs";
import { Client } from "./client.mjs";

/// Somebody asks to enter while letters go to `relay`; what it got, and what the program said of it.
async function asked(program, data, relay, authority, email) {
  const around = { ESSAIM_MAIL_SERVER: relay.url, ESSAIM_MAIL_FROM: "essaim@relay.example", ESSAIM_MAIL_AUTHORITIES: authority };
  const place = await serve(program, data, "127.0.0.1", { development: false, around });
  try {
    await new Client(place.address).post("/sign-in", { email, next: "/" });
    for (let tries = 0; tries < 200 && !relay.letters.length && !/was not sent/.test(place.log()); tries++) await new Promise((done) => setTimeout(done, 50));
    const letter = relay.letters.find(({ to }) => to === email);
    return { letter, said: place.log().match(/was not sent: (.*)/)?.[1] ?? "nothing" };
  } finally {
    await place.stop();
    relay.close();
  }
}

export async function letters(program, data, folder) {
  const ours = certificate(join(folder, "relay"), "IP:127.0.0.1"), of_another = certificate(join(folder, "another"), "DNS:elsewhere.example");
  const people = ["helene.prigent@essaim.example", "samir.oualid@essaim.example", "odile.marchandeau@essaim.example"];
  for (const [words, secret, authority] of [["speaks no TLS", undefined, ours.authority], ["nobody vouches for", ours, of_another.authority], ["bears another name", of_another, of_another.authority]]) {
    const { letter, said } = await asked(program, data, await open_relay(secret), authority, people.pop());
    attempt("A02", `is a letter given to a relay that ${words}?`, said, !letter && said !== "nothing");
  }
  const { letter } = await asked(program, data, await open_relay(ours), ours.authority, "judith.kessler@essaim.example");
  attempt("A02", "does it cross encrypted to the right one?", letter ? (letter.encrypted ? "yes" : "in clear") : "it did not leave", letter?.encrypted === true);
}
