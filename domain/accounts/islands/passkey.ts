// Passkeys: the form asks the server for a challenge, the browser for an answer, and sends it as any form does.
// Without this script, or on a device that has none, the form stays hidden and letters let people in.

interface Challenge {
  challenge: string;
  host: string;
  person: string;
  email: string;
  name: string;
  known: string[];
}

const to_text = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const to_bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

class PasskeyForm {
  readonly #making: boolean;

  constructor(readonly form: HTMLFormElement) {
    this.#making = form.dataset.does === "make";
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answer().then(() => form.submit()).catch(() => this.#say(form.dataset.failed ?? ""));
    });
  }

  #say(words: string): void {
    const place = this.form.querySelector<HTMLElement>("[role=alert]");
    if (place) place.textContent = words;
  }

  #fill(name: string, bytes: ArrayBuffer): void {
    this.form.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value = to_text(bytes);
  }

  async #challenge(): Promise<Challenge> {
    const csrf = this.form.querySelector<HTMLInputElement>("input[name=csrf]")!.value;
    const response = await fetch(`${this.form.getAttribute("action")}/challenge`, { method: "POST", body: new URLSearchParams({ csrf }) });
    if (!response.ok) throw new Error(String(response.status));
    return response.json() as Promise<Challenge>;
  }

  async #answer(): Promise<void> {
    this.#say("");
    const given = await this.#challenge();
    if (this.#making) await this.#make(given);
    else await this.#use(given);
  }

  async #make(given: Challenge): Promise<void> {
    const made = (await navigator.credentials.create({
      publicKey: {
        challenge: to_bytes(given.challenge),
        rp: { id: given.host, name: "Essaim" },
        user: { id: to_bytes(given.person), name: given.email, displayName: given.name },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        excludeCredentials: given.known.map((id) => ({ type: "public-key", id: to_bytes(id) })),
        attestation: "none",
      },
    })) as PublicKeyCredential;
    const response = made.response as AuthenticatorAttestationResponse;
    this.#fill("client_data", response.clientDataJSON);
    this.#fill("attestation", response.attestationObject);
  }

  async #use(given: Challenge): Promise<void> {
    const found = (await navigator.credentials.get({ publicKey: { challenge: to_bytes(given.challenge), rpId: given.host, userVerification: "required" } })) as PublicKeyCredential;
    const response = found.response as AuthenticatorAssertionResponse;
    this.#fill("id", found.rawId);
    this.#fill("client_data", response.clientDataJSON);
    this.#fill("authenticator_data", response.authenticatorData);
    this.#fill("signature", response.signature);
  }
}

if (window.PublicKeyCredential)
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-island="passkey"]')) new PasskeyForm(form);
