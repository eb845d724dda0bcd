// The chat page: logs in, keeps threads in view, and shows an answer and what led to it as they arrive.
// It asks this server alone, and never writes what it is told as markup.

const on = (id) => document.getElementById(id);
const KEPT = "token";

// The token that lets in; with the page it goes.
let token = sessionStorage.getItem(KEPT);
let thread = null;
// Raised whenever another thread is opened: what was asked for the one before comes too late.
let opened = 0;
let under_way = null;

class Refused extends Error {
  constructor(status, body) {
    super(body?.message ?? `the server answered ${status}`);
    this.status = status;
  }
}

async function ask(method, path, body, signal) {
  const headers = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal });
  if (answer.ok) return answer;
  const refused = new Refused(answer.status, await answer.json().catch(() => null));
  if (answer.status === 429) refused.message += `, again in ${answer.headers.get("retry-after") ?? "a few"} s`;
  if (answer.status === 401 && token) {
    refused.message = "the session has ended: please log in again";
    leave();
  }
  throw refused;
}

const read = async (path) => (await ask("GET", path)).json();

function tell(text, wrong = false) {
  on("status").textContent = on("status").dataset.told = text;
  on("status").classList.toggle("wrong", wrong);
}

// Runs what a click asks for; what goes wrong is shown.
function when(id, event, work) {
  on(id).addEventListener(event, async (happened) => {
    happened.preventDefault();
    try {
      await work();
    } catch (error) {
      tell(error.message, true);
    }
  });
}

function element(name, text, data = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.assign(made.dataset, data);
  return made;
}

// ---- who is there

async function enter(path) {
  if (!on("door").reportValidity()) return;
  const asked = { email: on("email").value, password: on("password").value };
  if (path) await ask("POST", path, asked);
  ({ access_token: token } = await (await ask("POST", "/api/session", asked)).json());
  sessionStorage.setItem(KEPT, token);
  on("password").value = "";
  await show();
}

// Nothing of whoever leaves is there for whoever comes next.
function leave() {
  token = null;
  sessionStorage.removeItem(KEPT);
  close_thread();
  on("threads").replaceChildren();
  on("message").value = on("rows").value = "";
  show();
}

async function log_out() {
  const ended = ask("DELETE", "/api/session");
  leave();
  await ended;
  tell("logged out");
}

async function show() {
  on("door").hidden = token !== null;
  on("room").hidden = on("logout").hidden = token === null;
  tell(token ? "ready" : "");
  if (token) await list_threads();
}

// ---- threads

async function list_threads() {
  const mine = token;
  const { threads } = await read("/api/threads?limit=50");
  if (token !== mine) return;
  on("threads").replaceChildren(...threads.map(({ id, title }) => {
    const button = element("button", title, { thread: id });
    button.type = "button";
    button.title = title;
    const entry = document.createElement("li");
    entry.append(button);
    return entry;
  }));
  mark();
}

function close_thread() {
  under_way?.abort();
  under_way = null;
  opened += 1;
  thread = null;
  on("answer").textContent = "";
  on("events").replaceChildren();
  on("history").replaceChildren();
  mark();
}

function mark() {
  for (const button of on("threads").querySelectorAll("button")) {
    if (button.dataset.thread === thread) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

async function open_thread(id) {
  close_thread();
  const mine = opened;
  const place = `/api/threads/${encodeURIComponent(id)}/messages`;
  // The newest are at the end of the last page.
  const { total } = await read(`${place}?limit=1`);
  const { messages } = await read(`${place}?limit=100&offset=${Math.max(0, total - 100)}`);
  if (opened !== mine) return;
  thread = id;
  mark();
  for (const { author, content } of messages) said(author, content);
}

function said(author, content) {
  on("history").append(element("li", content, { author }));
  on("history").scrollTop = on("history").scrollHeight;
}

// ---- an answer

// The events of a stream, as they arrive. A frame ends with an empty line and may come in pieces.
async function* events_of(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const frames = (rest + value).split("\n\n");
    rest = frames.pop();
    for (const frame of frames) {
      const data = frame.split("\n").filter((line) => line.startsWith("data:"));
      if (data.length) yield JSON.parse(data.map((line) => line.slice(5).trimStart()).join("\n"));
    }
  }
}

const LINES = {
  agent_started: (data) => data.message,
  agent_thinking: (data) => `${data.agent_name}: ${data.reasoning}`,
  tool_executing: (data) => `${data.tool_name}: ${data.tool_purpose}`,
  tool_completed: (data) => `${data.tool_name}: ${data.success ? "done" : "failed"} in ${data.duration_ms} ms`,
  agent_completed: (data) => `${data.agent_name}: ${data.status} in ${data.duration_ms} ms`,
  timeout_error: (data) => data.message,
  streaming_error: (data) => data.message,
};

function happened({ type, data }) {
  const entry = element("li", "", { type });
  entry.append(element("b", type), element("span", LINES[type]?.(data) ?? ""));
  on("events").append(entry);
  entry.scrollIntoView({ block: "nearest" });
}

function take({ type, data }) {
  switch (type) {
    case "stream_start":
      thread = data.thread_id;
      tell("an answer is on its way");
      break;
    case "user_message":
      on("message").value = "";
      said("user", data.content);
      break;
    case "response_chunk":
      on("answer").textContent += data.content;
      return;
    case "response_complete":
      said("agent", on("answer").textContent);
      on("answer").textContent = "";
      break;
    case "agent_completed":
      tell(data.status === "completed" ? "ready" : `the run was ${data.status}`, data.status !== "completed");
      break;
    case "timeout_error":
    case "streaming_error":
      tell(data.message, true);
      break;
  }
  happened({ type, data });
}

async function send() {
  const asked = { message: on("message").value };
  if (thread) asked.thread_id = thread;
  const mine = (under_way = new AbortController());
  on("events").replaceChildren();
  on("answer").textContent = "";
  on("send").disabled = true;
  on("stop").hidden = false;
  tell("asking");
  let last = null;
  try {
    const answer = await ask("POST", "/api/chat/stream", asked, mine.signal);
    for await (const event of events_of(answer)) {
      // Another thread may have been opened since the last.
      if (under_way !== mine) return;
      last = event.type;
      take(event);
    }
    if (!["stream_end", "timeout_error", "streaming_error"].includes(last)) {
      tell("the line broke before the answer was complete: open the thread again to see what is kept", true);
    }
  } catch (error) {
    if (error.name !== "AbortError") throw error;
    if (under_way === mine) tell("stopped");
  } finally {
    if (under_way === mine) under_way = null;
    on("send").disabled = false;
    on("stop").hidden = true;
  }
  if (token) await list_threads();
}

// ---- rows that agents answer from

function example() {
  const day = 86_400_000;
  const call = (number) => {
    const large = number % 3 !== 0;
    return {
      call_id: `example-${Date.now()}-${number}`,
      used: Date.now() - (number % 7) * day,
      model: large ? "large-model" : "small-model",
      feature: number % 2 ? "search" : "support",
      input_tokens: 1_200,
      output_tokens: 400,
      latency_ms: large ? 900 : 250,
      failed: number % 20 === 0,
    };
  };
  const calls = Array.from({ length: 60 }, (_, number) => call(number));
  const price = (model, input_price, output_price, tier) => ({ model, input_price, output_price, tier });
  const prices = [price("large-model", 10_000_000, 30_000_000, 2), price("small-model", 500_000, 1_500_000, 2)];
  on("rows").value = JSON.stringify({ calls, prices }, null, 1);
}

async function load() {
  const { calls = [], prices = [] } = JSON.parse(on("rows").value);
  const taken = { calls: 0, prices: 0 };
  if (calls.length) taken.calls = (await (await ask("POST", "/api/usage/calls", { calls })).json()).taken;
  if (prices.length) taken.prices = (await (await ask("POST", "/api/usage/prices", { prices })).json()).taken;
  tell(`${taken.calls} calls and ${taken.prices} prices loaded`);
}

when("door", "submit", () => enter());
when("register", "click", () => enter("/api/session/register"));
when("logout", "click", log_out);
when("fresh", "click", close_thread);
on("threads").addEventListener("click", ({ target }) => {
  const id = target.dataset.thread;
  if (id) open_thread(id).catch((error) => tell(error.message, true));
});
when("say", "submit", send);
when("stop", "click", () => under_way?.abort());
when("example", "click", example);
when("load", "click", load);
on("message").addEventListener("keydown", (pressed) => {
  if (pressed.key === "Enter" && !pressed.shiftKey) {
    pressed.preventDefault();
    if (!on("send").disabled) on("say").requestSubmit();
  }
});

show().catch((error) => tell(error.message, true));
