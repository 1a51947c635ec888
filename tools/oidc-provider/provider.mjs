// A real sign-in provider for the tests: node provider.mjs PORT SITE. Whoever types a name is that person.
import Provider from "oidc-provider";

const [port, site] = process.argv.slice(2);
const people = {
  lea: { given_name: "Lea", family_name: "Lenz", email: "lea@acme.example", email_verified: true, groups: ["heads", "west"] },
  ben: { given_name: "Ben", family_name: "Ott", email: "ben@acme.example", email_verified: true, groups: ["sales", "west"] },
  ida: { given_name: "Ida", family_name: "Ipsen", email: "ida@acme.example", email_verified: true, groups: ["it"] },
  zoe: { given_name: "Zoe", family_name: "Zahn", email: "zoe@acme.example", email_verified: true, groups: ["desk"] },
  may: { given_name: "May", family_name: "Sol", email: "may@acme.example", email_verified: false, groups: ["sales"] },
};
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "tandem",
      client_secret: "the secret of the client",
      redirect_uris: [`${site}/login/with/acme/back`],
      post_logout_redirect_uris: [`${site}/login`],
      backchannel_logout_uri: `${site}/login/with/acme/ended`,
      backchannel_logout_session_required: true,
    },
  ],
  claims: {
    openid: ["sub", "sid", "groups"],
    email: ["email", "email_verified"],
    profile: ["given_name", "family_name"],
  },
  cookies: { keys: ["only for tests"] },
  features: {
    backchannelLogout: { enabled: true },
    devInteractions: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
  pkce: { required: () => true },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
