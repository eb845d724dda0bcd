// Who is logged in. Keeps the tokens, renews them before they end, and asks the server in their name.
//
// The tokens are kept for all tabs, and one tab at a time renews them: a refresh token that is shown twice ends the
// session, as one of the two who have it is a thief.

const KEPT = "session";
// Renewed when so much of its time is over.
const SHARE = 0.75;
// After a refresh that did not come through.
const AGAIN = 10_000;

let kept = stored();
let timer = 0;
let renewing = null;
// Told when the session begins, ends, or is another one; with words if it was ended from outside.
let changed = () => {};

export class Refused extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

export const logged_in = () => kept !== null;

export function watch(watcher) {
  changed = watcher;
  plan();
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

export function keep({ user_id, access_token, refresh_token, expires_in }) {
  const renew_at = Date.now() + expires_in * 1_000 * SHARE;
  put({ user: user_id, access: access_token, refresh: refresh_token, renew_at });
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

export function forget(words = "") {
  localStorage.removeItem(KEPT);
  put(null, words);
}

function put(session, words = "") {
  const is_other = session?.user !== kept?.user;
  kept = session;
  plan();
  if (is_other) changed(words);
}

// Another tab has logged in, logged out or renewed.
addEventListener("storage", ({ key }) => {
  if (key === KEPT || key === null) put(stored());
});

function plan(wait = (kept?.renew_at ?? 0) - Date.now()) {
  clearTimeout(timer);
  if (!kept) return;
  timer = setTimeout(() => renew().catch(() => plan(AGAIN)), Math.max(0, wait));
}

// Exchanges the refresh token, unless somebody has while this tab waited for its turn.
export function renew(old = kept?.access) {
  renewing ??= alone(() => exchange(old)).finally(() => (renewing = null));
  return renewing;
}

const alone = (work) => (navigator.locks ? navigator.locks.request(KEPT, work) : work());

async function exchange(old) {
  const current = stored();
  if (!current) {
    if (kept) forget("You have been logged out.");
    throw new Refused(401, "You have been logged out.");
  }
  if (current.access !== old) return put(current);
  const answer = await post("/api/session/refresh", { refresh_token: current.refresh });
  if (answer.ok) return keep(await answer.json());
  if (answer.status !== 400 && answer.status !== 401) throw await refusal(answer);
  const words = "Your session has ended. Please log in again.";
  forget(words);
  throw new Refused(401, words);
}

// An access token that counts, as far as we know.
export async function token() {
  if (kept && Date.now() >= kept.renew_at) await renew();
  return kept?.access;
}

// Asks the server; whatever is not an answer is thrown, in words.
export async function ask(method, path, body) {
  const access = await token();
  let answer = await send(method, path, body, access);
  if (answer.status === 401 && access) {
    await renew(access);
    answer = await send(method, path, body, kept?.access);
    if (answer.status === 401) forget("Your session has ended. Please log in again.");
  }
  if (!answer.ok) throw await refusal(answer);
  return answer.status === 204 ? null : answer.json();
}

const post = (path, body) => send("POST", path, body);

async function send(method, path, body, access) {
  const headers = {};
  if (access) headers.authorization = `Bearer ${access}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  try {
    return await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Refused(0, "The server cannot be reached. Please try again in a moment.");
  }
}

async function refusal(answer) {
  const told = await answer.json().catch(() => null);
  const wait = answer.headers.get("retry-after");
  const words = {
    429: `That was too much at once. Please try again in ${wait ?? "a few"} seconds.`,
    503: "The service is not ready. Please try again in a moment.",
    504: "The service took too long. Please try again.",
  }[answer.status];
  return new Refused(answer.status, words ?? sentence(told?.message ?? `The server answered ${answer.status}`));
}

export function sentence(text) {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
