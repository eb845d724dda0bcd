// The chat page: logs in, keeps threads in view, and shows an answer and what led to it as they arrive.
// It asks this server alone, and never writes what it is told as markup.

import { Line } from "./live.js";
import { markdown } from "./markdown.js";
import { ask, forget, keep, logged_in, sentence, watch } from "./session.js";

const on = (id) => document.getElementById(id);
const PAGE = 50;
// A question is asked without its live line if that takes so long to come.
const PATIENCE = 3_000;
// The thread that is open is open again after a reload.
const OPEN = "thread";

let thread = null;
let line = null;
// Raised whenever another thread is opened: what was asked for the one before comes too late.
let opened = 0;
// The run that is answering, and what has come of its answer.
let run = null;
let draft = { text: "", next: 0 };
// How many messages of the thread came before those that are shown.
let before = 0;
let listed = 0;

function tell(text, wrong = false) {
  on("status").textContent = on("status").dataset.told = text;
  on("status").classList.toggle("wrong", wrong);
}

// What goes wrong is shown.
const shown = (work) => (...given) => Promise.resolve().then(() => work(...given)).catch((error) => tell(error.message, true));

function when(id, event, work) {
  const guarded = shown(work);
  on(id).addEventListener(event, (happened) => {
    happened.preventDefault();
    guarded(happened);
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
  tell("One moment …");
  if (path) await ask("POST", path, asked);
  keep(await ask("POST", "/api/session", asked));
  on("password").value = "";
}

async function log_out() {
  await ask("DELETE", "/api/session").catch(() => {});
  forget("You have logged out.");
}

function change_password() {
  on("old").value = on("new").value = "";
  dialog("changing", async () => {
    const asked = { password: on("old").value, new_password: on("new").value };
    await ask("POST", "/api/session/change-password", asked);
    tell("The password is changed. Your other sessions have ended.");
  });
}

function delete_account() {
  on("changing").close();
  on("proof").value = "";
  dialog("leaving", async () => {
    await ask("POST", "/api/session/delete-account", { password: on("proof").value });
    forget("Your account is deleted.");
  });
}

// Who forgot a password has been given a link with a token, which is not to stay in the address.
function reset_password() {
  const [, token] = location.hash.match(/^#reset=(.+)$/) ?? [];
  if (!token) return;
  history.replaceState(null, "", location.pathname);
  on("next").value = "";
  dialog("resetting", async () => {
    await ask("POST", "/api/session/reset-password", { token, new_password: on("next").value });
    if (logged_in()) forget();
    tell("The password is set. Please log in.");
  });
}

// Nothing of whoever leaves is there for whoever comes next.
async function show(words = "") {
  const is_in = logged_in();
  const last = sessionStorage.getItem(OPEN);
  close_thread();
  on("threads").replaceChildren();
  on("message").value = on("rows").value = "";
  on("door").hidden = is_in;
  // For those who have their passwords kept.
  for (const who of document.querySelectorAll(".who")) who.value = on("email").value;
  for (const id of ["room", "account", "logout", "menu", "activity"]) on(id).hidden = !is_in;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  show_threads(false);
  // Where people look.
  on(is_in ? "activity" : "ways").before(on("status"));
  tell(words);
  if (!is_in) return on("email").focus();
  await list_threads();
  if (last) await open_thread(last);
}

// ---- threads

async function list_threads(more = false) {
  const was_in = opened;
  const limit = more ? listed + PAGE : Math.max(PAGE, listed);
  const { threads, has_more } = await ask("GET", `/api/threads?limit=${Math.min(limit, 100)}`);
  if (!logged_in() || (more && was_in !== opened)) return;
  listed = threads.length;
  on("threads").replaceChildren(...threads.map(row));
  on("more").hidden = !has_more || listed >= 100;
  mark();
}

function row({ id, title }) {
  const made = on("thread").content.firstElementChild.cloneNode(true);
  made.dataset.thread = id;
  const [open, rename, remove] = made.children;
  open.textContent = open.title = title;
  rename.setAttribute("aria-label", `Rename ${title}`);
  remove.setAttribute("aria-label", `Delete ${title}`);
  open.addEventListener("click", shown(async () => {
    show_threads(false);
    await open_thread(id);
    on("message").focus();
  }));
  rename.addEventListener("click", () => name_thread(id, title));
  remove.addEventListener("click", () => remove_thread(id, title));
  return made;
}

// Shows a dialog; `work` is done when it is affirmed.
function dialog(id, work) {
  const box = on(id);
  box.querySelector("form").onsubmit = (happened) => {
    happened.preventDefault();
    box.close();
    shown(work)();
  };
  box.querySelector(".cancel").onclick = () => box.close();
  box.showModal();
}

function name_thread(id, title) {
  on("name").value = title;
  dialog("naming", async () => {
    await ask("PATCH", `/api/threads/${encodeURIComponent(id)}`, { title: on("name").value });
    await list_threads();
    tell("The thread has its new name.");
  });
  on("name").select();
}

function remove_thread(id, title) {
  on("doomed").textContent = title;
  dialog("removing", async () => {
    await ask("DELETE", `/api/threads/${encodeURIComponent(id)}`);
    if (id === thread) close_thread();
    await list_threads();
    tell("The thread is deleted.");
  });
}

function close_thread() {
  line?.close();
  line = null;
  opened += 1;
  thread = null;
  before = 0;
  sessionStorage.removeItem(OPEN);
  over();
  for (const id of ["events", "history", "answer"]) on(id).replaceChildren();
  on("hello").hidden = false;
  on("earlier").hidden = true;
  mark();
}

function mark() {
  let title = "Chat";
  for (const open of on("threads").querySelectorAll(".open")) {
    const is_open = open.parentElement.dataset.thread === thread;
    if (is_open) title = open.textContent;
    if (is_open) open.setAttribute("aria-current", "true");
    else open.removeAttribute("aria-current");
  }
  on("title").textContent = title;
}

async function open_thread(id) {
  close_thread();
  const mine = opened;
  try {
    await latest(id, mine);
  } catch (error) {
    throw error.status === 404 ? new Error("The thread is not there any more.") : error;
  }
  if (opened === mine) follow(id);
}

// What comes of the thread from now on.
function follow(id) {
  thread = id;
  sessionStorage.setItem(OPEN, id);
  mark();
  line = new Line(id, take, stands);
}

// Shows the newest messages; the newest are at the end of the last page.
async function latest(id, mine) {
  const place = `/api/threads/${encodeURIComponent(id)}/messages`;
  const { total } = await ask("GET", `${place}?limit=1`);
  const offset = Math.max(0, total - PAGE);
  const { messages } = await ask("GET", `${place}?limit=${PAGE}&offset=${offset}`);
  if (opened !== mine) return;
  on("history").replaceChildren(...messages.map(entry));
  on("hello").hidden = total > 0;
  before = offset;
  on("earlier").hidden = before === 0;
  to_end();
}

async function earlier() {
  const mine = opened;
  const limit = Math.min(PAGE, before);
  const place = `/api/threads/${encodeURIComponent(thread)}/messages`;
  const { messages } = await ask("GET", `${place}?limit=${limit}&offset=${before - limit}`);
  if (opened !== mine) return;
  const height = on("scroll").scrollHeight;
  on("history").prepend(...messages.map(entry));
  on("scroll").scrollTop += on("scroll").scrollHeight - height;
  before -= limit;
  on("earlier").hidden = before === 0;
}

function entry({ id, author, content }) {
  const made = element("li", "", { author, message: id });
  if (author === "user") made.textContent = content;
  else made.append(markdown(content));
  made.classList.toggle("prose", author !== "user");
  return made;
}

function said(id, author, content) {
  on("hello").hidden = true;
  const is_there = [...on("history").children].some((it) => it.dataset.message === id);
  if (!is_there) on("history").append(entry({ id, author, content }));
}

const is_at_end = () => on("scroll").scrollHeight - on("scroll").scrollTop - on("scroll").clientHeight < 80;

function to_end() {
  on("scroll").scrollTop = on("scroll").scrollHeight;
}

// ---- the line

const STANDS = {
  open: () => {},
  lost: (seconds) => tell(`The connection was lost; trying again in ${seconds} s …`, true),
  resumed: () => tell("Connected again; nothing was missed."),
  again: shown(async () => {
    tell("Connected again.");
    await catch_up();
  }),
  gone: () => {
    close_thread();
    shown(list_threads)();
    tell("The thread is not there any more.", true);
  },
};

const stands = (how, seconds) => STANDS[how](seconds);

// After the line was away for too long: what is kept is shown, and a run that ended without us is over.
async function catch_up() {
  const mine = opened;
  await latest(thread, mine);
  if (!run || opened !== mine) return;
  const { status } = await ask("GET", `/api/agents/runs/${encodeURIComponent(run)}`).catch((error) => {
    if (error.status === 404) return { status: "forgotten" };
    throw error;
  });
  if (opened !== mine || status === "running") return;
  over();
  if (status !== "completed") tell("The answer was interrupted. Please ask again.", true);
}

// ---- an answer

const NAMES = {
  stream_start: "Begun",
  user_message: "Question kept",
  agent_started: "Agents at work",
  agent_thinking: "Thinking",
  tool_executing: "Tool asked",
  tool_completed: "Tool answered",
  response_complete: "Answer complete",
  agent_completed: "Done",
  stream_end: "End",
  timeout_error: "Too late",
  streaming_error: "Failed",
  error: "Refused",
};

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
  const words = LINES[type]?.(data) ?? "";
  const made = element("li", "", { type, run: data.run_id ?? "" });
  made.append(element("b", NAMES[type] ?? type), element("span", words));
  on("events").append(made);
  made.scrollIntoView({ block: "nearest" });
  if (run && words) on("step").textContent = words;
}

function take({ type, data }) {
  const follows = is_at_end();
  switch (type) {
    case "stream_start":
      answering(data.run_id);
      break;
    case "user_message":
      said(data.message_id, "user", data.content);
      break;
    case "agent_started":
      // Of a run that began before this page came.
      if (run !== data.run_id) answering(data.run_id);
      break;
    case "response_chunk":
      piece(data);
      if (follows) to_end();
      return;
    case "agent_completed":
      completed(data);
      break;
    case "timeout_error":
    case "streaming_error":
      over();
      tell(sentence(data.message), true);
      break;
    case "error":
      tell(sentence(data.message), true);
      break;
  }
  happened({ type, data });
  if (follows) to_end();
}

function answering(id) {
  run = id;
  draft = { text: "", next: 0 };
  on("events").replaceChildren();
  on("answer").replaceChildren();
  on("busy").hidden = on("stop").hidden = false;
  on("step").textContent = "";
  on("send").hidden = true;
  tell("");
}

// The end of what is under way, however it ended.
function over() {
  run = null;
  draft = { text: "", next: 0 };
  on("answer").replaceChildren();
  on("busy").hidden = on("stop").hidden = true;
  on("send").hidden = on("send").disabled = false;
}

function piece({ run_id, index, content }) {
  if (run !== run_id) answering(run_id);
  // What is missing comes with the whole answer.
  draft.text += index === draft.next ? content : ` … ${content}`;
  draft.next = index + 1;
  on("answer").replaceChildren(markdown(draft.text));
}

function completed({ status, final_response, metadata }) {
  over();
  if (status === "completed") said(metadata.message_id, "agent", final_response);
  else tell(status === "cancelled" ? "Stopped." : `The answer was ${status}.`, status !== "cancelled");
}

async function send() {
  const message = on("message").value;
  if (run || on("send").disabled || !message.trim()) return;
  on("send").disabled = true;
  tell("");
  try {
    const is_new = thread === null;
    if (is_new) await begin_thread();
    const mine = opened;
    await Promise.race([line.ready, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    if (opened !== mine) return;
    const begun = await ask("POST", "/api/agents/runs", { message, thread_id: thread });
    on("message").value = "";
    if (opened === mine && begun.status === "running" && !is_known(begun.run_id)) answering(begun.run_id);
    if (is_new) await ask("POST", `/api/threads/${encodeURIComponent(begun.thread_id)}/title`);
    await list_threads();
  } finally {
    on("send").disabled = false;
  }
}

// Whether events of the run have come already, maybe all of them.
const is_known = (id) => run === id || on("events").querySelector("[data-type=stream_start]")?.dataset.run === id;

async function begin_thread() {
  const mine = opened;
  const { id } = await ask("POST", "/api/threads", {});
  if (opened === mine) follow(id);
}

async function stop() {
  if (run) await ask("POST", `/api/agents/runs/${encodeURIComponent(run)}/cancel`);
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
  let rows;
  try {
    rows = JSON.parse(on("rows").value);
  } catch {
    throw new Error("The rows are not JSON. “An example” shows how they look.");
  }
  const { calls = [], prices = [] } = rows;
  const taken = { calls: 0, prices: 0 };
  if (calls.length) taken.calls = (await ask("POST", "/api/usage/calls", { calls })).taken;
  if (prices.length) taken.prices = (await ask("POST", "/api/usage/prices", { prices })).taken;
  tell(`${taken.calls} calls and ${taken.prices} prices are loaded.`);
}

// ---- what is shown beside the thread

const narrow = matchMedia("(max-width: 60rem)");

function show_beside(panel, button, name, is_shown) {
  on("room").classList.toggle(name, is_shown);
  button.setAttribute("aria-expanded", is_shown);
  panel.inert = narrow.matches && !is_shown;
  on("veil").hidden = !narrow.matches || !["shows-threads", "shows-events"].some((it) => on("room").classList.contains(it));
  if (is_shown && narrow.matches) panel.querySelector("button")?.focus();
}

const show_threads = (is_shown) => show_beside(on("panel"), on("menu"), "shows-threads", is_shown);
const show_events = (is_shown) => show_beside(on("happenings"), on("activity"), "shows-events", is_shown);
const is_open = (button) => on(button).getAttribute("aria-expanded") === "true";

function fit() {
  show_threads(false);
  show_events(!narrow.matches && matchMedia("(min-width: 75rem)").matches);
}

function close_beside() {
  if (!narrow.matches) return;
  const button = is_open("menu") ? on("menu") : on("activity");
  show_threads(false);
  show_events(false);
  button.focus();
}

narrow.addEventListener("change", fit);
when("menu", "click", () => show_threads(!is_open("menu")));
when("activity", "click", () => show_events(!is_open("activity")));
when("veil", "click", close_beside);
addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !on("veil").hidden) close_beside();
});

when("door", "submit", () => enter());
when("register", "click", () => enter("/api/session/register"));
when("logout", "click", log_out);
when("account", "click", change_password);
when("leave", "click", delete_account);
addEventListener("hashchange", reset_password);
when("fresh", "click", () => {
  close_thread();
  show_threads(false);
  tell("");
  on("message").focus();
});
when("more", "click", () => list_threads(true));
when("earlier", "click", earlier);
when("say", "submit", send);
when("stop", "click", stop);
when("example", "click", example);
when("load", "click", load);
for (const question of on("examples").children) {
  question.addEventListener("click", shown(() => {
    on("message").value = question.textContent;
    return send();
  }));
}
on("message").addEventListener("keydown", (pressed) => {
  if (pressed.key === "Enter" && !pressed.shiftKey && !pressed.isComposing) {
    pressed.preventDefault();
    on("say").requestSubmit();
  }
});

fit();
watch(shown(show));
shown(show)().then(reset_password);
