// Puts work on desks that the demo leaves empty, through the API, as the people whose work it is: so that every page of every role has something to show.
import { PASSWORD } from "./house.mjs";

async function signedIn(house, username) {
  const answer = await fetch(`${house.api}/api/v1/auth/token`, { method: "POST", body: new URLSearchParams({ username, password: PASSWORD }) });
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status}`);
  return (await answer.json()).access_token;
}

/** A person at the API: `call(method, path, body)` answers the JSON or throws what was refused. */
export async function atApi(house, username) {
  const token = await signedIn(house, username);
  return async (method, path, body) => {
    const answer = await fetch(`${house.api}/api/v1${path}`, {
      method, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: body && JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`${username} ${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  };
}

/** A file of a person's computer, uploaded: {sha256, …}. */
export async function uploaded(house, username, name, bytes) {
  const body = new FormData();
  body.append("file", new Blob([bytes]), name);
  const answer = await fetch(`${house.api}/api/v1/files`, { method: "POST", headers: { Authorization: `Bearer ${await signedIn(house, username)}` }, body });
  if (!answer.ok) throw new Error(`${username} cannot upload ${name}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** One permanent dossier in the historical archive and, when there are two, one more on the way. */
export async function stockTheArchive(house) {
  const archivist = await atApi(house, "luutru.snv");
  const receiver = await atApi(house, "luutru.ltls");
  const known = (await receiver("GET", "/historical-archive/dossiers?limit=1")).items.length;
  const held = (await archivist("GET", "/agency-archive/holdings?limit=100")).items.filter((h) => h.retention_kind === "PERMANENT" && h.state === "held");
  if (known || !held.length) return;
  const transfer = await archivist("POST", "/historical-archive/transfers", { dossier_ids: [held[0].id] });
  await receiver("POST", `/historical-archive/transfers/${transfer.id}/answer`, { verdict: "accept" });
  await receiver("POST", `/historical-archive/transfers/${transfer.id}/acceptance`);
}
