// An OpenID Connect provider of the shape of ProConnect: code flow with PKCE, signed user information, logout by redirect.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const silent = { ...console };

/// What it says of a person loses a letter of its claims on the way: the signature does not go with it any more.
function spoil(answer) {
  const end = answer.end.bind(answer);
  answer.end = (body, ...rest) => {
    const [head, claims, signature] = String(body).split(".");
    return signature ? end([head, (claims[0] === "a" ? "b" : "a") + claims.slice(1), signature].join("."), ...rest) : end(body, ...rest);
  };
}

/// Serves at once; `know` says who the client is once its address is known. Whoever signs in there gives the address typed. `come_between(true)`: somebody
/// changes what it signed.
export async function open_provider() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const know = (site) => {
    for (const loud of ["warn", "info"]) console[loud] = () => {};
    const provider = new Provider(issuer, {
      clients: [{ client_id: "essaim", client_secret: "a secret of the tests, of no use elsewhere", redirect_uris: [`${site}/sign-in/back`], post_logout_redirect_uris: [`${site}/`],
        userinfo_signed_response_alg: "RS256", token_endpoint_auth_method: "client_secret_post" }],
      features: { devInteractions: { enabled: true }, jwtUserinfo: { enabled: true }, rpInitiatedLogout: { enabled: true } },
      claims: { openid: ["sub"], email: ["email"], given_name: ["given_name"], usual_name: ["usual_name"] },
      scopes: ["openid", "email", "given_name", "usual_name"],
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, given_name: "Prénom", usual_name: "Nom" }) }),
      ttl: { AccessToken: 60, AuthorizationCode: 30, IdToken: 60, Interaction: 600, Session: 43_200, Grant: 43_200 },
      cookies: { keys: ["a key of the tests"] },
    });
    Object.assign(console, silent);
    const callback = provider.callback();
    server.on("request", (request, answer) => {
      if (spoilt && request.url.startsWith("/me")) spoil(answer);
      callback(request, answer);
    });
  };
  let spoilt = false;
  const come_between = (yes) => { spoilt = yes; };
  return { issuer, know, come_between, environment: { ESSAIM_PROVIDER_ISSUER: issuer, ESSAIM_PROVIDER_CLIENT: "essaim", ESSAIM_PROVIDER_SECRET: "a secret of the tests, of no use elsewhere" }, close: () => server.close() };
}
